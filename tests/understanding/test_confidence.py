"""Confidence: probabilities that are computed, stored, exported, shown and sorted by."""

import json
from dataclasses import astuple, replace
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings

from articles.captures.planning import Capture, plan_articles
from articles.documents.html import read_page
from articles.documents.received import Received
from articles.documents.reconciling import reconcile
from articles.importing.runs import run_import
from articles.importing.uploads.preparing import prepare
from articles.models import Article, Headline, Import
from articles.operations.exporting import export_lines
from articles.understanding import Confidence, understand
from articles.understanding.classifier.confidence import PLAIN, confirmed, hundredths
from articles.understanding.classifier.weights import WHOLES, logistics
from tests.support.factories import NOON, make_article
from tests.support.html_pages import html_page
from tests.support.texts import FOOT, MENU, OTHER, TEASERS, TEXTS, page
from tests.support.whole_page import whole_page

SURE, HALF, UNSURE = Confidence(0.97, 0.96, 0.95), Confidence(0.9, 0.6, 0.7), Confidence(0.9, 0.2, 0.7)


def confidences():
    rows = Article.objects.order_by("headline")
    return list(
        rows.values_list("headline_confidence", "body_confidence", "related_confidence", "confidence").distinct()
    )


@settings(max_examples=150)
@given(TEXTS)
def test_every_story_has_its_confidence_in_hundredths(text):
    parts = astuple(understand(text).story.confidence)

    assert all(0.01 <= part <= 0.99 and part == round(part, 2) for part in parts)


def test_plain_layout_has_the_confidence_of_its_kind_and_a_whole_page_its_own():
    assert understand(page()).story.confidence == PLAIN
    assert understand(whole_page()).story.confidence != PLAIN


def test_page_without_a_clear_body_has_less_confidence_in_it():
    clear = understand(whole_page()).story
    mixed = "\n\n".join([*MENU, *(text for pair in TEASERS for text in pair), *OTHER[:1], *FOOT])

    assert understand(mixed).story.confidence.body < clear.confidence.body


def test_headline_that_metadata_confirms_has_more_confidence():
    html = html_page(menu="</li><li>".join([*MENU, *(headline for headline, _ in TEASERS)]))
    read = read_page(html.encode())
    alone = replace(understand(read.text).story, confidence=HALF)

    assert confirmed(0.6, is_same=True) > 0.9
    assert reconcile(alone, read).confidence.headline > alone.confidence.headline
    assert reconcile(alone, read).confidence.body == alone.confidence.body


def test_regression_gives_what_its_weights_say():
    for whole in WHOLES:
        one = logistics()[whole]
        x = np.linspace(-1, 1, len(one.mean))

        odds = one.weights[0] + ((x - one.mean) / one.scale) @ one.weights[1:]

        assert np.isclose(one.probability(x), 1 / (1 + np.exp(-odds)))
        assert one.mean.shape == one.scale.shape == one.weights[1:].shape


@pytest.mark.parametrize(("probability", "rounded"), [(0.0, 0.01), (1.0, 0.99), (0.123, 0.12), (float("nan"), 0.01)])
def test_probabilities_are_rounded_and_never_certain(probability, rounded):
    assert hundredths(probability) == rounded


def test_article_takes_the_confidence_of_its_surest_capture_in_any_order():
    story = understand(page()).story
    captures = [
        Capture(number, (NOON, number, 0), replace(story, confidence=confidence))
        for number, confidence in enumerate([HALF, SURE, UNSURE, None])
    ]

    for order in (captures, captures[::-1], captures[2:] + captures[:2]):
        assert [plan.current.confidence for plan in plan_articles(order)] == [SURE]


@pytest.mark.django_db
def test_article_and_export_keep_the_confidence(tmp_path):
    list(run_import([Received("a.txt", page().encode()), Received("b.txt", whole_page().encode())]))
    before, lines = confidences(), list(export_lines())
    file = tmp_path / "library.jsonl"
    file.write_text("\n".join(lines))
    Article.objects.all().delete()
    Headline.objects.all().delete()

    call_command("import_articles", str(file), stdout=StringIO())

    assert list(export_lines()) == lines
    assert confidences() == before
    assert len(before) == 2 and all(least == min(parts) > 0 for *parts, least in before)


@pytest.mark.django_db
def test_export_without_confidence_can_be_imported(tmp_path):
    list(run_import([Received("a.txt", page().encode())]))
    data = [json.loads(line) for line in export_lines()]
    for story in data:
        story.pop("confidence", None)
    Article.objects.all().delete()
    file = tmp_path / "library.jsonl"
    file.write_text("\n".join(map(json.dumps, data)))

    call_command("import_articles", str(file), stdout=StringIO())

    assert confidences() == [(None, None, None, None)]


def test_command_prints_the_confidence(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(page())
    out = StringIO()

    call_command("understand", str(file), stdout=out)

    printed = json.loads(out.getvalue())
    assert printed["confidence"] == {"headline": 0.9, "body": 0.95, "related": 0.95}
    assert printed["nature"] == "story"


def make_sure(headline, confidence):
    fields = ("headline_confidence", "body_confidence", "related_confidence")
    parts = dict(zip(fields, astuple(confidence), strict=True))
    return make_article(headline, confidence=confidence.least, **parts)


@pytest.fixture
def panel(admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


def listed(panel, **query):
    rows = panel.get(reverse("admin:articles_article_changelist"), query).context["cl"].result_list
    return [article.headline for article in rows]


@pytest.mark.django_db
def test_list_of_articles_is_sorted_by_confidence_least_first(panel):
    make_sure("Half", HALF)
    make_sure("Sure", SURE)
    make_sure("Unsure", UNSURE)
    make_article("Not judged")
    column = str(list(site_columns(panel)).index("sureness"))

    assert listed(panel, o=column) == ["Unsure", "Half", "Sure", "Not judged"]
    assert listed(panel, o=f"-{column}") == ["Not judged", "Sure", "Half", "Unsure"]


def site_columns(panel):
    return panel.get(reverse("admin:articles_article_changelist")).context["cl"].list_display


@pytest.mark.django_db
def test_list_of_articles_can_be_narrowed_to_the_unsure_ones(panel):
    make_sure("Sure", SURE)
    make_sure("Unsure of the body", UNSURE)
    make_sure("Unsure of the list", Confidence(0.9, 0.8, 0.3))

    assert set(listed(panel, unsure="any")) == {"Unsure of the body", "Unsure of the list"}
    assert listed(panel, unsure="body") == ["Unsure of the body"]
    assert listed(panel, unsure="related") == ["Unsure of the list"]
    assert listed(panel, unsure="headline") == []


@pytest.mark.django_db
def test_panel_shows_the_confidence_of_each_part(panel):
    article = make_sure("Unsure", UNSURE)

    for address in ("admin:articles_article_changelist",), ("admin:articles_article_change", article.pk):
        shown = panel.get(reverse(address[0], args=address[1:])).content.decode()
        assert '<span class="sure ">headline 90\xa0%</span>, <span class="sure bad">body 20\xa0%</span>' in shown
        assert '<span class="sure warn">list 70\xa0%</span>' in shown


def preview_of(answer, panel):
    """The preview, when a worker has made it."""
    prepare(Import.objects.latest("pk").pk)
    return panel.get(answer["Location"].split("#")[0]).content.decode()


@pytest.mark.django_db
def test_preview_shows_the_confidence_of_what_can_be_added(panel):
    desk, text = reverse("admin:import_desk"), page()

    kept, refused = (preview_of(panel.post(desk, {"text": one}), panel) for one in (text, "Page not found"))

    assert "body 95\xa0%" in kept
    assert "How sure" not in refused
