"""What somebody says of two headlines by hand goes before all matching, and can be taken back. All invented."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.documents.received import Received
from articles.headlines.auditing import audit
from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.manual_links import set_by_hand, undo
from articles.headlines.upserting import queue_for_matching
from articles.importing.runs import run_import
from articles.models import Article, Headline, Identity, Verdict
from articles.text.digests import headline_key
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)  # matching follows the commit

STORY = "Harbour council buys the old lamp factory for one crown"
NEARLY = "Harbour council buys old lamp factory for one crown"
FAR = "Lamps to burn again on the mole, says mayor"
TEXTS = [page(STORY, *PARAGRAPHS), page("Gulls return to the mole", *OTHER, related=[NEARLY, FAR])]


def import_texts(*texts):
    list(run_import([Received("page.txt", text.encode()) for text in texts]))
    match_waiting("default")


@pytest.fixture
def library():
    import_texts(*TEXTS)


def headline(text):
    return Headline.objects.select_related("article", "same_as").get(text=text)


def lead(text):
    found = headline(text)
    return found.article and found.article.headline, found.how


def spoken(one, other, *, is_same):
    return set_by_hand(headline(one), headline(other), is_same=is_same, user=None, using="default")


def test_what_is_undone_stays_undone_whatever_is_imported(library):
    assert lead(NEARLY) == (STORY, "fuzzy")

    spoken(NEARLY, STORY, is_same=False)
    assert lead(NEARLY) == (None, "exact")

    changed = page(STORY, *PARAGRAPHS[:2], OTHER[0], captured="Sunday, Nov 22, 2026")
    again = page("Gulls leave the mole", *OTHER[:1], *PARAGRAPHS[1:], related=[NEARLY])
    import_texts(*TEXTS, changed, again)
    assert lead(NEARLY) == (None, "exact")
    Article.objects.all().delete()
    import_texts(*TEXTS[::-1])
    assert lead(NEARLY) == (None, "exact")
    assert audit("default", fix=False).differing == 0


def test_undoing_changes_no_counter(library):
    before = list(Headline.objects.order_by("pk").values_list("wanted", "lists"))

    spoken(NEARLY, STORY, is_same=False)

    assert list(Headline.objects.order_by("pk").values_list("wanted", "lists")) == before
    assert [row.text for row in Headline.objects.waiting() if row.text == NEARLY] == [NEARLY]


def test_undone_headline_finds_the_next_best_story(library):
    import_texts(page("LIVE: " + NEARLY.replace("crown", "krone"), *OTHER[:1], *PARAGRAPHS[1:]))
    assert lead(NEARLY) == (STORY, "fuzzy")

    spoken(NEARLY, STORY, is_same=False)

    assert lead(NEARLY) == ("LIVE: " + NEARLY.replace("crown", "krone"), "fuzzy")


def test_two_headlines_of_one_story_are_one_lead_and_undone_as_one(library):
    """The waiting headline lacks a word of what the story is called, and a word of what it was called."""
    waiting, former = STORY.replace("old ", ""), STORY.replace("old", "dim")
    story = Article.objects.get(headline=STORY)
    Identity.objects.create(article=story, key=headline_key(former), headline=former)
    queue_for_matching(
        [Headline.objects.create(text=former, key=headline_key(former), article=story).pk], connection, has_turned=True
    )
    import_texts(page("Gulls leave the mole", *OTHER[:1], *PARAGRAPHS[1:], related=[waiting]))
    assert lead(waiting) == (STORY, "fuzzy")

    spoken(waiting, headline(waiting).same_as.text, is_same=False)

    assert lead(waiting) == (None, "exact")


@pytest.mark.parametrize("pair", [(FAR, STORY), (STORY, FAR)])
def test_headlines_linked_by_hand_lead_to_one_story_whichever_is_named_first(library, pair):
    spoken(*pair, is_same=True)

    assert lead(FAR) == (STORY, "by hand")
    assert headline(FAR).same_as.text == STORY
    assert audit("default", fix=False).differing == 0


@pytest.mark.parametrize("pair", [(NEARLY, STORY), (STORY, NEARLY)])
def test_undoing_holds_whichever_is_named_first(library, pair):
    spoken(*pair, is_same=False)

    assert lead(NEARLY) == (None, "exact")


def test_the_same_as_one_that_leads_by_other_words_is_the_same_as_where_it_leads(library):
    spoken(FAR, NEARLY, is_same=True)

    assert lead(FAR) == (STORY, "by hand")


def test_link_by_hand_outlives_its_story(library):
    spoken(FAR, STORY, is_same=True)

    Article.objects.get(headline=STORY).delete()
    match_waiting("default")
    assert lead(FAR) == (None, "exact")

    import_texts(TEXTS[0])
    assert lead(FAR) == (STORY, "by hand")


def test_last_word_on_two_headlines_holds(library):
    spoken(FAR, STORY, is_same=True)
    spoken(STORY, FAR, is_same=False)

    assert Verdict.objects.count() == 1
    assert lead(FAR) == (None, "exact")


def test_what_is_taken_back_was_never_said(library):
    spoken(NEARLY, STORY, is_same=False)
    spoken(FAR, STORY, is_same=True)

    undo(Verdict.objects.all(), "default")

    assert (lead(NEARLY), lead(FAR)) == ((STORY, "fuzzy"), (None, "exact"))
    assert not Verdict.objects.exists()


# In the panel


@pytest.fixture
def panel(admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


def page_in_panel(text):
    return reverse("admin:articles_headline_change", args=[headline(text).pk])


def undo_of(text):
    return reverse("admin:articles_headline_undo", args=[headline(text).pk])


def test_panel_undoes_a_link_and_says_who_did(library, panel):
    before = panel.get(page_in_panel(NEARLY)).content.decode()

    after = panel.post(undo_of(NEARLY), follow=True).content.decode()

    assert "It has nearly the words of" in before
    assert undo_of(NEARLY) in before
    assert lead(NEARLY) == (None, "exact")
    assert "Nowhere yet: it waits for its story." in after
    assert "Not the same" in after
    assert ">admin<" in after


def test_panel_undoes_only_what_leads_by_other_words(library, panel):
    assert undo_of(STORY) not in panel.get(page_in_panel(STORY)).content.decode()

    panel.post(undo_of(STORY))

    assert lead(STORY) == (STORY, "exact")
    assert not Verdict.objects.exists()


def test_panel_undoes_by_post_only(library, panel):
    assert panel.get(undo_of(NEARLY)).status_code == 405
    assert lead(NEARLY) == (STORY, "fuzzy")


def link_of(text):
    return reverse("admin:articles_headline_link", args=[headline(text).pk])


def story(text):
    return f"story {Article.objects.get(headline=text).pk}"


def test_panel_links_a_waiting_headline_to_a_story_that_is_found(library, panel):
    assert link_of(FAR) in panel.get(page_in_panel(FAR)).content.decode()

    found = panel.get(link_of(FAR), {"q": "old lamp factory"}).content.decode()
    linked = panel.post(link_of(FAR), {"to": story(STORY)}, follow=True).content.decode()

    assert f'value="{story(STORY)}"' in found
    assert "The Tide Table" in found and "Live" in found and "no day" in found
    assert lead(FAR) == (STORY, "by hand")
    assert "Somebody said that it is the same as" in linked
    assert f"both lead to the story “{STORY}”." in linked
    assert Verdict.objects.get().user.username == "admin"


def test_panel_undoes_a_link_by_hand_without_a_trace(library, panel):
    panel.post(link_of(FAR), {"to": story(STORY)})

    after = panel.post(undo_of(FAR), follow=True).content.decode()

    assert lead(FAR) == (None, "exact")
    assert not Verdict.objects.exists()
    assert "was undone." in after


def test_panel_takes_back_a_decision_from_its_list(library, panel):
    verdict = spoken(FAR, STORY, is_same=True)
    address = reverse("admin:articles_verdict_delete", args=[verdict.pk])
    assert address in panel.get(page_in_panel(FAR)).content.decode()

    asked = panel.get(address).content.decode()
    panel.post(address, {"post": "yes"})

    assert f"“{FAR}” is the same as “{STORY}”" in asked
    assert lead(FAR) == (None, "exact")


def test_search_for_a_link_begins_with_the_words_of_the_headline(library, panel):
    import_texts(page("Mayor lets lamps burn again", *OTHER[:1], *PARAGRAPHS[1:]))

    shown = panel.get(link_of(FAR)).content.decode()

    assert f'value="{FAR}"' in shown
    assert "Nothing has all of these words. What is listed has some of them." in shown
    assert "Mayor lets lamps burn again" in shown


def test_two_spellings_that_wait_lead_to_the_story_of_either(library, panel):
    other = "On the mole, lamps will burn once more"
    import_texts(page("Gulls leave the mole", *OTHER[:1], *PARAGRAPHS[1:], related=[other]))

    found = panel.get(link_of(FAR), {"q": "lamps burn mole"}).content.decode()
    joined = panel.post(link_of(FAR), {"to": f"headline {headline(other).pk}"}, follow=True).content.decode()

    assert f'value="headline {headline(other).pk}"' in found and "Waiting" in found
    assert "Both wait: when the story of either comes, both lead there." in joined
    assert "(waits too)" in joined
    import_texts(page(other, PARAGRAPHS[0], OTHER[1], PARAGRAPHS[2]))
    assert lead(FAR) == (other, "by hand")


def test_headline_of_a_story_is_offered_waiting_spellings_only(library, panel):
    found = panel.get(link_of(STORY), {"q": "lamps mole"}).content.decode()
    gulls = panel.get(link_of(STORY), {"q": "gulls mole"}).content.decode()

    assert f'value="headline {headline(FAR).pk}"' in found
    assert 'value="story' not in found + gulls
    panel.post(link_of(STORY), {"to": f"headline {headline(FAR).pk}"})
    assert lead(FAR) == (STORY, "by hand")


def test_results_are_narrowed_by_source_and_year(library, panel):
    import_texts(page("Lamp factory sold again", *OTHER[:1], *PARAGRAPHS[1:], masthead="Bell Weekly"))

    both = panel.get(link_of(FAR), {"q": "lamp factory", "source": "*", "year": ""}).content.decode()
    one = panel.get(link_of(FAR), {"q": "lamp factory", "source": "bell-weekly"}).content.decode()
    none = panel.get(link_of(FAR), {"q": "lamp factory", "year": "1999"}).content.decode()

    assert [STORY in text for text in (both, one, none)] == [True, False, False]
    assert ["Lamp factory sold again" in text for text in (both, one, none)] == [True, True, False]
    assert "Nothing was found." in none


@pytest.mark.parametrize("choice", ["", "story", "story 0", "headline x", "story 99999999999999999999", "headline own"])
def test_choice_that_is_gone_links_nothing(library, panel, choice):
    choice = choice.replace("own", str(headline(FAR).pk))

    answer = panel.post(link_of(FAR), {"to": choice}, follow=True).content.decode()

    assert "Nothing was linked" in answer
    assert not Verdict.objects.exists()


def test_link_by_hand_is_undone_before_another_is_made(library, panel):
    panel.post(link_of(FAR), {"to": story(STORY)})

    answer = panel.post(link_of(FAR), {"to": story("Gulls return to the mole")}, follow=True).content.decode()

    assert "Undo that link first." in answer
    assert lead(FAR) == (STORY, "by hand")


def test_history_of_both_headlines_says_who_linked_and_parted_them(library, panel):
    panel.post(link_of(FAR), {"to": story(STORY)})
    panel.post(undo_of(FAR))

    for text in (FAR, STORY):
        history = panel.get(reverse("admin:articles_headline_history", args=[headline(text).pk])).content.decode()
        assert "are the same by hand" in history and "was undone" in history
        assert ">admin<" in history


def test_panel_takes_several_back_at_once(library, panel):
    verdicts = [spoken(NEARLY, STORY, is_same=False), spoken(FAR, STORY, is_same=True)]
    data = {"action": "delete_selected", "_selected_action": [one.pk for one in verdicts], "post": "yes"}

    panel.post(reverse("admin:articles_verdict_changelist"), data)

    assert (lead(NEARLY), lead(FAR)) == ((STORY, "fuzzy"), (None, "exact"))


def test_headline_is_found_by_its_number(library, panel):
    response = panel.get(reverse("admin:articles_headline_changelist"), {"q": str(headline(FAR).pk)})

    assert [row.text for row in response.context["cl"].result_list] == [FAR]


@pytest.mark.parametrize(
    ("how", "listed"), [("exact", [STORY, "Gulls return to the mole"]), ("fuzzy", [NEARLY]), ("by hand", [FAR])]
)
def test_headlines_are_listed_by_how_they_lead(library, panel, how, listed):
    spoken(FAR, STORY, is_same=True)

    response = panel.get(reverse("admin:articles_headline_changelist"), {"how": how})

    assert {row.text for row in response.context["cl"].result_list} == set(listed)


def test_who_may_only_look_undoes_nothing(library):
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(looker)

    text = client.get(page_in_panel(NEARLY)).content.decode() + client.get(page_in_panel(FAR)).content.decode()

    assert undo_of(NEARLY) not in text
    assert link_of(FAR) not in text
    assert client.post(undo_of(NEARLY)).status_code == 403
    assert client.get(link_of(FAR)).status_code == 403
    assert client.post(link_of(FAR), {"to": story(STORY)}).status_code == 403
    assert lead(NEARLY) == (STORY, "fuzzy")


@pytest.mark.parametrize("at_once", [True, False])
def test_story_deleted_in_the_panel_leaves_its_headlines_to_the_next_best(library, panel, at_once):
    other = "LIVE: " + NEARLY.replace("crown", "krone")
    import_texts(page(other, *OTHER[:1], *PARAGRAPHS[1:]))
    pk = Article.objects.get(headline=STORY).pk

    if at_once:
        data = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
        panel.post(reverse("admin:articles_article_changelist"), data)
    else:
        panel.post(reverse("admin:articles_article_delete", args=[pk]), {"post": "yes"})

    assert not Article.objects.filter(pk=pk).exists()
    assert lead(NEARLY) == (other, "fuzzy")
