"""The admin panel: what it lists, what may be done in it, and to whom it opens."""

import re
import zlib
from pathlib import Path

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.panel.accounts import offered
from articles.models import Article, Document, Headline, Import, Outcome, Revision, Source, Verdict
from tests.support.desk import PAGE as TEXT
from tests.support.factories import NOON, make_article, make_source
from tests.support.panel.library import make_groups

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
MODELS = ["article", "document", "headline", "import", "revision", "source", "verdict"]
READ_ONLY = ["document", "headline", "import", "revision"]


@pytest.fixture
def panel(admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


def make_story(number=1):
    """One of each thing the library holds."""
    run = Import.objects.create(label=f"Run {number}", started_at=NOON, state="finished", created=1, total=1)
    raw = TEXT.encode()
    document = Document.objects.create(
        sha256=f"{number:064x}",
        name=f"ferry-{number}.txt",
        media_type="text/plain",
        raw=zlib.compress(raw),
        size=len(raw),
        received_at=NOON,
        import_run=run,
        state="created",
    )
    article = make_article(
        f"Ferry number {number} returns",
        related=[f"Heron {number} moves in", "Lamp lit"],
        import_run=run,
        document=document,
    )
    Document.objects.filter(pk=document.pk).update(article=article)
    Outcome.objects.create(
        import_run=run, position=1, name=document.name, state="created", article_number=article.pk, document=document
    )
    Revision.objects.create(
        article=article,
        position=1,
        headline=f"Ferry number {number} is late",
        blocks=[{"kind": "paragraph", "text": "It was late."}],
        fingerprint="f",
        seen_at=NOON,
    )
    one, other = Headline.objects.filter(text__in=[f"Heron {number} moves in", article.headline])
    Verdict.objects.create(headline=one, other=other, is_same=False, made_at=NOON)
    return article


def changelist(model):
    return reverse(f"admin:articles_{model}_changelist")


def page_of(model):
    row = site.get_model_admin(next(m for m in site._registry if m._meta.model_name == model)).model.objects.first()
    return reverse(f"admin:articles_{model}_change", args=[row.pk])


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_page_opens(panel, model):
    make_story()

    assert panel.get(changelist(model)).status_code == 200
    assert panel.get(changelist(model), {"q": "ferry"}).status_code == 200
    assert panel.get(page_of(model)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_thirty_rows_cost_what_three_cost(panel, model, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(30) as counted:
            panel.get(changelist(model))
        return len(counted)

    for number in range(3):
        make_story(number)
    cost()  # caches of content types
    few = cost()
    for number in range(3, 30):
        make_story(number)

    assert cost() == few


def test_a_story_page_costs_the_same_with_many_links(panel, django_assert_max_num_queries):
    article = make_article("One", related=[f"Headline {n}" for n in range(60)])

    with django_assert_max_num_queries(20):
        page = panel.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "Headline 59" in page


@pytest.mark.parametrize("model", READ_ONLY)
def test_history_can_not_be_changed(panel, model):
    make_story()
    address = page_of(model)

    assert panel.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert panel.post(address, {}).status_code == 403
    assert panel.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_an_article_can_not_be_rewritten(panel):
    article = make_story()

    response = panel.post(reverse("admin:articles_article_change", args=[article.pk]), {"headline": "Other"})

    assert response.status_code == 403
    assert panel.get(reverse("admin:articles_article_add")).status_code == 403


def test_deleting_a_story_makes_its_headline_wait(panel):
    make_article("Lamp lit", related=["Ferry returns"])
    article = make_article("Ferry returns", related=["Heron moves in"])
    Revision.objects.create(article=article, position=1, headline="x", fingerprint="x", seen_at=NOON)
    address = reverse("admin:articles_article_delete", args=[article.pk])

    asked = panel.get(address).content.decode()
    panel.post(address, {"post": "yes"})

    assert "Related headlines: 1" in asked
    assert not Article.objects.filter(pk=article.pk).exists()
    assert Headline.objects.get(text="Ferry returns").is_waiting
    assert Headline.objects.get(text="Ferry returns").wanted == 1
    assert Headline.objects.get(text="Heron moves in").wanted == 0


def test_deleting_several_keeps_the_counters(panel):
    keep = make_article("Lamp lit", related=["Ferry returns", "Heron moves in"])
    go = [
        make_article("Ferry returns", related=["Heron moves in"]),
        make_article("Heron moves in", related=["Lamp lit"]),
    ]
    data = {"action": "delete_selected", "_selected_action": [article.pk for article in go], "post": "yes"}

    panel.post(changelist("article"), data)

    assert list(Article.objects.all()) == [keep]
    state = {h.text: (h.is_waiting, h.wanted) for h in Headline.objects.all()}
    assert state == {"Lamp lit": (False, 0), "Ferry returns": (True, 1), "Heron moves in": (True, 1)}


def test_a_source_is_edited_where_it_may_be(panel):
    source = make_source()
    address = reverse("admin:articles_source_change", args=[source.pk])

    panel.post(address, {"name": "Other", "tagline": "Every day", "url": "https://example.org", "language": "en"})

    source.refresh_from_db()
    assert (source.name, source.tagline, source.language) == ("Other", "Every day", "en")


def test_a_source_with_stories_stays(panel):
    source = make_article().source

    response = panel.post(reverse("admin:articles_source_delete", args=[source.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Source.objects.exists()


def test_a_story_page_shows_what_belongs_to_it(panel):
    make_article("Lamp lit")
    article = make_story()

    page = panel.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert article.get_absolute_url() in page
    assert "ferry-1.txt" in page
    assert "Ferry number 1 is late" in page
    assert "Heron 1 moves in" in page
    assert page.count("Waiting") == 1
    assert '<span class="kind">Paragraph</span>' in page


def test_a_document_page_shows_the_role_of_each_line(panel):
    make_story()

    page = " ".join(panel.get(page_of("document")).content.decode().split())

    assert '<span class="kind">Source</span> <span class="t" dir="auto">The Tide Table</span>' in page
    assert '<li class="k-head">' in page


def test_a_document_page_shows_what_is_wrong(panel):
    make_story()
    Document.objects.update(raw=zlib.compress(b"\x89PNG\r\n\x1a\n" + bytes(500)))

    page = panel.get(page_of("document")).content.decode()

    assert "It is a picture, not a text." in page


def test_the_original_is_saved_and_never_shown(panel):
    make_story()
    document = Document.objects.get()
    Document.objects.update(name='../a"b\r\nSet-Cookie: x/é page.html')

    response = panel.get(reverse("admin:articles_document_original", args=[document.pk]))

    assert response.content == TEXT.encode()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9%20page.html"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_an_import_page_lists_what_became_of_each_document(panel):
    article = make_story()

    page = panel.get(page_of("import")).content.decode()

    assert "ferry-1.txt" in page
    assert reverse("admin:articles_article_change", args=[article.pk]) in page
    assert "Added" in page


def addresses():
    document = Document.objects.get()
    return [
        reverse("admin:index"),
        *(changelist(model) for model in MODELS),
        *(page_of(model) for model in MODELS),
        reverse("admin:articles_document_original", args=[document.pk]),
    ]


def test_strangers_see_nothing(client):
    make_story()

    for address in addresses():
        assert client.get(address).status_code == 302


def test_staff_without_permission_see_nothing(client):
    make_story()
    client.force_login(User.objects.create_user("nobody", is_staff=True))

    for address in addresses()[1:]:
        assert client.get(address).status_code == 403


def test_who_may_only_look_can_do_nothing(client):
    article = make_story()
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)

    for address in addresses():
        assert client.get(address).status_code == 200
    delete = reverse("admin:articles_article_delete", args=[article.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(changelist("article"), {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})

    assert Article.objects.filter(pk=article.pk).exists()
    assert reverse("admin:import_desk") not in client.get(reverse("admin:index")).content.decode().split("<main")[1]


def test_the_index_leads_to_the_import_desk(panel):
    assert reverse("admin:import_desk") in panel.get(reverse("admin:index")).content.decode().split("<main")[1]


@pytest.mark.parametrize("name", ["index", "login", "password_change", "jsi18n"])
def test_no_page_of_the_panel_is_kept_by_a_cache(panel, name):
    assert "no-store" in panel.get(reverse(f"admin:{name}"))["Cache-Control"]


def test_lists_count_no_further_than_they_must(panel, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.base.MAX_COUNT", 2)
    for number in range(4):
        make_article(f"Story {number}")

    assert panel.get(changelist("article")).context["cl"].result_count == 2


def sql_of(panel, model, **asked):
    """All statements that a list takes, as one text."""
    with CaptureQueriesContext(connection) as captured:
        assert panel.get(changelist(model), asked).status_code == 200
    return "\n".join(query["sql"] for query in captured)


@pytest.mark.parametrize("model", ["article", "headline", "revision"])
def test_large_lists_are_searched_by_the_index(panel, model):
    make_story()

    sql = sql_of(panel, model, q="ferry ret")

    assert "_search" in sql or "_newest" in sql
    assert "LIKE" not in re.sub(r'"articles_source"."key"(::text)? LIKE', "", sql)  # sources are few


@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        ("article", "number ret", 1),
        ("article", "hovercraft", 0),
        ("article", '"', 0),
        ("headline", "heron mov", 2),
        ("revision", "ferry 2", 1),
    ],
)
def test_lists_are_searched_by_words_and_their_beginnings(panel, model, words, found):
    make_story(1)
    make_story(2)
    if model == "article":
        Article.objects.filter(headline__contains="2").delete()

    rows = panel.get(changelist(model), {"q": words}).context["cl"].result_list

    assert len(rows) == found


def test_documents_are_searched_by_name_among_the_newest(panel, monkeypatch):
    make_story(1)
    make_story(2)
    monkeypatch.setattr("articles.admin.panel.searching.MAX_SEARCHED", 1)

    def names(words):
        return [row.name for row in panel.get(changelist("document"), {"q": words}).context["cl"].result_list]

    assert names("ferry") == ["ferry-2.txt"]
    assert names(f"{1:064x}") == ["ferry-1.txt"]


def test_sources_are_listed_with_the_counts_that_importers_keep(panel):
    make_story(1)
    make_story(2)

    sql = sql_of(panel, "source")
    (row,) = panel.get(changelist("source")).context["cl"].result_list

    assert row.stories == 2
    assert "articles_article" not in sql


def test_stories_are_filtered_by_the_largest_sources(panel, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.filters.MAX_SOURCES", 1)
    for name, number in (("The Tide Table", 1), ("Bell Weekly", 2)):
        for story in range(number):
            make_article(f"Story {story} of {name}", source=name)

    response = panel.get(changelist("article"), {"source": Source.objects.get(name="The Tide Table").pk})

    assert [row.headline for row in response.context["cl"].result_list] == ["Story 0 of The Tide Table"]
    (source_filter,) = [one for one in response.context["cl"].filter_specs if one.title == "source"]
    assert [name for _, name in source_filter.lookup_choices] == ["Bell Weekly"]


def test_the_original_of_a_paste_is_a_text_file(panel):
    make_story()
    Document.objects.update(name="Pasted text")

    response = panel.get(reverse("admin:articles_document_original", args=[Document.objects.get().pk]))

    assert response["Content-Disposition"] == 'attachment; filename="Pasted text.txt"'


def deletion_of(*articles):
    return {"action": "delete_selected", "_selected_action": [article.pk for article in articles]}


@pytest.mark.parametrize("at_once", [True, False])
def test_deletion_says_what_becomes_of_the_headlines_that_lead_there(panel, at_once):
    make_article("Lamp lit", related=["Ferry returns", "Ferry is back"])
    other = make_article("Ferry returns", source="Bell Weekly", paragraphs=["Another text.", "And its end."])
    article, unlisted = make_article("Ferry returns"), make_article("Herons move out")
    wanted = make_article("Ferry is back")
    nearly = Headline.objects.create(text="Heron moves out", key=5, article=unlisted, how="fuzzy")
    Headline.objects.filter(pk=nearly.pk).update(same_as=Headline.objects.get(text="Herons move out"))
    pages = [
        panel.post(changelist("article"), deletion_of(one))
        if at_once
        else panel.get(reverse("admin:articles_article_delete", args=[one.pk]))
        for one in (article, wanted, unlisted)
    ]

    texts = [" ".join(page.content.decode().split()) for page in pages]

    assert "then leads to another story of the same headline" in texts[0]
    assert reverse("admin:articles_article_change", args=[other.pk]) in texts[0]
    assert "then waits; it stands in 1 list." in texts[1]
    assert "then leads nowhere; no other story lists it." in texts[2]
    assert "leads here in other words, and is then matched again." in texts[2]
    assert "Headlines that then wait: 1" in texts[1]


def test_deletion_leads_back_to_the_list_as_it_was_filtered(panel):
    article = make_article("Ferry returns")
    filters = "?_changelist_filters=q%3Dferry"

    response = panel.post(reverse("admin:articles_article_delete", args=[article.pk]) + filters, {"post": "yes"})

    assert response["Location"] == changelist("article") + "?q=ferry"


def test_only_permissions_that_open_something_are_offered(panel):
    asked = set()
    for folder, pattern in (
        ("articles", r'"articles\.((?:view|add|change|delete|run|see)_[a-z_]+)"'),
        ("templates", r"perms\.articles\.(\w+)"),
    ):
        for path in (ROOT / folder).rglob("*.*"):
            if path.suffix in (".py", ".html"):
                asked |= set(re.findall(pattern, path.read_text(encoding="utf-8")))
    shown = {model._meta.model_name for model in site._registry if model._meta.app_label == "articles"}

    page = panel.get(reverse("admin:auth_group_add"))

    offered = page.context["adminform"].form.fields["permissions"].queryset
    names = set(offered.filter(content_type__app_label="articles").values_list("codename", flat=True))
    assert asked <= names
    assert {name.partition("_")[2] for name in names if name.startswith("view_")} == shown
    assert len(offered) < 30


@pytest.mark.parametrize("group", ["Viewer", "Importer", "Editor"])
def test_groups_have_no_permission_that_is_not_offered(group):
    make_groups()

    rights = Group.objects.get(name=group).permissions.all()

    assert rights and not set(rights) - set(offered())
