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


def test_panel_links_by_hand_and_takes_it_back(library, panel):
    add = reverse("admin:articles_verdict_add")
    assert f"{add}?headline={headline(FAR).pk}&amp;is_same=1" in panel.get(page_in_panel(FAR)).content.decode()

    data = {"headline": headline(FAR).pk, "other": headline(STORY).pk, "is_same": "on"}
    linked = panel.post(add, data, follow=True).content.decode()

    assert lead(FAR) == (STORY, "by hand")
    assert "Somebody said that it is the same as" in linked
    verdict = Verdict.objects.get()
    assert verdict.user.username == "admin"
    panel.post(reverse("admin:articles_verdict_delete", args=[verdict.pk]), {"post": "yes"})
    assert lead(FAR) == (None, "exact")


def test_panel_takes_several_back_at_once(library, panel):
    verdicts = [spoken(NEARLY, STORY, is_same=False), spoken(FAR, STORY, is_same=True)]
    data = {"action": "delete_selected", "_selected_action": [one.pk for one in verdicts], "post": "yes"}

    panel.post(reverse("admin:articles_verdict_changelist"), data)

    assert (lead(NEARLY), lead(FAR)) == ((STORY, "fuzzy"), (None, "exact"))


def test_headline_is_not_linked_to_itself(library, panel):
    data = {"headline": headline(FAR).pk, "other": headline(FAR).pk, "is_same": "on"}

    response = panel.post(reverse("admin:articles_verdict_add"), data)

    assert "These are one headline already." in response.content.decode()
    assert not Verdict.objects.exists()


def test_other_headline_is_found_by_words_and_by_number(library, panel):
    def found(term):
        query = {"app_label": "articles", "model_name": "verdict", "field_name": "other", "term": term}
        return [row["text"] for row in panel.get(reverse("admin:autocomplete"), query).json()["results"]]

    assert sorted(found("old lamp factory")) == [NEARLY, STORY]
    assert found(str(headline(FAR).pk)) == [FAR]


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
    assert reverse("admin:articles_verdict_add") not in text
    assert client.post(undo_of(NEARLY)).status_code == 403
    assert client.post(reverse("admin:articles_verdict_add"), {"headline": 1, "other": 2}).status_code == 403
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
