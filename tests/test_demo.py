"""The demo edition: what a first visitor reads."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import
from articles.models import Article, Headline, Import, RelatedHeadline, Revision, Source
from articles.understanding import Role, understand

FOLDER = Path(settings.BASE_DIR) / "articles" / "demo"


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.txt")), ids=lambda path: path.stem)
def test_every_page_is_understood_whole(path):
    story = understand(path.read_text()).story

    roles = Counter(line.role for line in story.lines)
    words = sum(len(b.text.split()) for b in story.blocks if b.kind not in (Role.CAPTION, Role.SUBHEADING))
    assert (roles[Role.HEADLINE], roles[Role.REPEAT], roles[Role.STANDFIRST]) == (1, 1, 1)
    assert (story.source, story.tagline) != ("", "") and story.published and story.language == "en"
    assert 250 <= words <= 700
    assert 10 <= len(story.related) <= 50
    assert {b.kind for b in story.blocks} <= {"paragraph", "caption", "subheading", "quote", "item"}


@pytest.mark.django_db
def test_edition_holds_what_it_promises():
    states = Counter(result.state for result in run_import(read_paths([str(FOLDER)])))

    links = RelatedHeadline.objects.count()
    waiting = RelatedHeadline.objects.filter(headline__article=None).count()
    assert states == {"created": 42, "updated": 3}
    assert Source.objects.count() == 3
    assert Revision.objects.values("article").distinct().count() == 3
    assert 0.25 < waiting / links < 0.42
    assert Headline.objects.waiting().first().wanted > 5
    assert Article.objects.filter(revisions__blocks=json.loads("[]")).count() == 0
    assert Import.objects.get().rejected == 0
