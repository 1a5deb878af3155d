"""What the head of a story's page tells machines: only what is known, and at an address that stays."""

import json
import re

import pytest

from articles.models import Article
from tests.publishing.reading import valid
from tests.support.factories import NOON, make_article
from tests.support.fragments import page_of

pytestmark = pytest.mark.django_db


def linked_data_of(text):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return valid(json.loads(found), "news-article")


def test_linked_data_says_what_is_known(client):
    article = make_article(
        "Ferry & crew </script><script>alert(1)</script>",
        standfirst="Half full.",
        byline="By Ida Holm",
        published_at=NOON,
        language="en",
        url="https://tide.example/ferry?a=1&b=2",
    )

    _, text = page_of(client, article.get_absolute_url())

    assert linked_data_of(text) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": f"http://testserver{article.get_absolute_url()}",
        "headline": article.headline,
        "description": "Half full.",
        "image": f"http://testserver/stories/{article.pk}/share.png",
        "inLanguage": "en",
        "datePublished": "2026-11-22T12:00:00+00:00",
        "creditText": "By Ida Holm",
        "publisher": {"@type": "Organization", "name": "The Tide Table"},
        "isBasedOn": "https://tide.example/ferry?a=1&b=2",
        "wordCount": article.words,
    }
    assert "<script>alert" not in text


def test_linked_data_leaves_out_what_is_not_known(client):
    article = make_article("1 2 3", source=None, paragraphs=["4 5 6"], byline="", url=None)

    data = linked_data_of(page_of(client, article.get_absolute_url())[1])

    assert data.keys() == {"@context", "@type", "mainEntityOfPage", "headline", "description", "image", "wordCount"}


def properties_of(text):
    return dict(re.findall(r'<meta (?:property|name)="((?:og|article|twitter):[\w:]+)" content="([^"]*)">', text))


def test_open_graph_names_the_story_and_its_picture(client):
    article = make_article("Ferry & crew", published_at=NOON)

    _, text = page_of(client, article.get_absolute_url())

    known = properties_of(text)
    assert known["og:type"] == "article"
    assert known["og:title"] == "Ferry &amp; crew"
    assert known["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert known["article:published_time"] == "2026-11-22T12:00:00+00:00"
    assert client.get(known["og:image"].removeprefix("http://testserver"))["Content-Type"] == "image/png"


def test_address_leads_to_the_story_after_its_headline_was_corrected(client):
    article = make_article("Fery returns")
    old = article.get_absolute_url()
    Article.objects.update(headline="Ferry returns", slug="ferry-returns")

    response = client.get(old)
    _, text = page_of(client, f"/stories/{article.pk}/ferry-returns/")

    assert (response.status_code, response["Location"]) == (301, f"/stories/{article.pk}/ferry-returns/")
    assert f'<link rel="canonical" href="http://testserver/stories/{article.pk}/ferry-returns/">' in text


@pytest.mark.parametrize("query", ["?related=all", "?open=1", "?from=/"])
def test_story_with_something_open_has_the_address_of_the_story_itself(client, query):
    article = make_article(related=["Lamp lit again"])

    _, text = page_of(client, article.get_absolute_url() + query)

    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in text
