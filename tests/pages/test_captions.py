"""Captions: stored without a label; the page says once that their pictures are not there."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

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


def test_story_says_once_that_the_pictures_are_not_there(client):
    three = make_article("Ferry returns", body_html=STORED * 3, language="da")
    one = make_article("Ferry leaves", body_html=STORED)
    none = make_article("Ferry waits", body_html=render_body([Block("paragraph", "<figcaption>")]))

    texts = [" ".join(client.get(article.get_absolute_url()).text.split()) for article in (three, one, none)]

    assert texts[0].count("3 captions; the pictures were not in the text") == 1
    assert texts[0].count("<figcaption>The quay at dawn.</figcaption>") == 3
    assert "1 caption; the picture was not in the text" in texts[1]
    assert "in the text" not in texts[2]
    assert '<p id="p1">&lt;figcaption&gt;</p>' in texts[2]


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
