"""A caption's label: not in what is stored, but on the page, in the language of the page."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation

from articles.captures.rendering import render_body
from articles.models import Article
from articles.understanding import Block, Role
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
migration = import_module("articles.migrations.0013_captions_without_label")

STORED = '<figure class="caption"><figcaption>The quay at dawn.</figcaption></figure>'
LABEL = "Caption. The picture was not in the text."


def test_stored_caption_has_no_label():
    assert render_body([Block(Role.CAPTION.value, "The quay at dawn.")]) == STORED


def test_page_labels_a_caption_in_its_own_language(client):
    article = make_article("Ferry returns", body_html=STORED, language="da")

    text = client.get(article.get_absolute_url()).text

    assert f'<figcaption><b lang="en-gb">{LABEL}</b> The quay at dawn.</figcaption>' in text


def test_label_is_marked_with_the_language_it_is_in():
    article = make_article("Ferry returns", body_html=STORED)

    with translation.override("de"):
        assert '<figcaption><b lang="de">' in article.body


def test_text_that_looks_like_a_caption_stays_text():
    article = make_article("Ferry returns", body_html=render_body([Block("paragraph", "<figcaption>")]))

    assert article.body == "<p>&lt;figcaption&gt;</p>"


def test_migration_takes_the_label_out_of_stored_stories_and_puts_it_back(monkeypatch):
    monkeypatch.setattr(migration, "CHUNK", 2)
    labelled = STORED.replace("<figcaption>", f"<figcaption><b>{LABEL}</b> ")
    for number in range(5):
        make_article(f"Story {number}", body_html=labelled * number)
    editor = SimpleNamespace(connection=connection)

    migration.remove_label(apps, editor)
    without = list(Article.objects.order_by("pk").values_list("body_html", flat=True))
    migration.restore_label(apps, editor)

    assert without == [STORED * number for number in range(5)]
    assert list(Article.objects.order_by("pk").values_list("body_html", flat=True)) == [
        labelled * number for number in range(5)
    ]
