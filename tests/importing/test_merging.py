"""Stories that turn out to be one: the address of each leads to the one that stays."""

import zlib

import pytest
from django.core.management import call_command

from articles.importing.runs import run_import
from articles.models import Article, Document, MergedArticle
from tests.support.texts import OTHER, PARAGRAPHS, page, received

TEXTS = [
    page("Ferry returns to the bay after a week", *PARAGRAPHS),
    page("Census finds one gull more than places", *OTHER),
    page("Bell of the chapel rings by itself", *(f"In the chapel, {text}" for text in (*OTHER, *PARAGRAPHS))),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    for one in received(TEXTS):
        list(run_import([one]))
    found = list(Article.objects.order_by("pk"))
    assert len(found) == 3
    return found


def understand_as(document, text):
    """The library understands a document as it would understand this text: as an older version has not."""
    stored = Document.objects.order_by("pk")[document]
    Document.objects.filter(pk=stored.pk).update(raw=zlib.compress(text.encode()), understood_by="older")
    call_command("understand_again", verbosity=0)


def test_address_of_a_merged_story_leads_to_the_story_that_stays(stories, client):
    first, second, _ = stories

    understand_as(1, TEXTS[0].replace("half full", "three quarters full"))

    assert not Article.objects.filter(pk=second.pk).exists()
    assert client.get(second.get_absolute_url(), follow=True).redirect_chain[-1] == (first.get_absolute_url(), 301)
    assert client.get(f"/stories/{second.pk}/revisions/").headers["Location"] == f"/stories/{first.pk}/revisions/"


def test_addresses_lead_on_when_the_story_that_stayed_is_merged_too(stories, client):
    first, second, third = stories
    understand_as(2, TEXTS[1].replace("one more gull", "two more gulls"))
    understand_as(1, TEXTS[0].replace("half full", "three quarters full"))
    understand_as(2, TEXTS[0].replace("half full", "quite full"))

    leads = dict(MergedArticle.objects.values_list("number", "article"))
    assert leads == {second.pk: first.pk, third.pk: first.pk}
    assert client.get(third.get_absolute_url(), follow=True).redirect_chain[-1] == (first.get_absolute_url(), 301)


def test_address_of_a_deleted_story_leads_nowhere(stories, client):
    first, second, _ = stories
    understand_as(1, TEXTS[0].replace("half full", "three quarters full"))

    first.delete()

    assert client.get(second.get_absolute_url()).status_code == 404
    assert not MergedArticle.objects.exists()
