"""A small library with every public page in it."""

import datetime as dt

import pytest
from django.db import connection

from articles.models import Headline, Revision
from articles.operations.statistics.counting import count_library
from articles.search.headline_vocabulary import remember_words, vocabulary_words
from tests.support.factories import NOON, make_article

BODY = (
    "<p>How it begins.</p><h2>A subheading</h2><p>How it goes on.</p>"
    '<figure class="caption"><figcaption>A picture that was not in the text.</figcaption></figure>'
    '<blockquote class="pull"><p>Something worth saying.</p><footer>Who said it</footer></blockquote>'
    "<ul><li>One thing</li><li>Another thing</li></ul>" + "<h2>And another</h2><p>More.</p>" * 4
)


@pytest.fixture
def addresses(live_server):
    """The addresses of all public pages, in all states that an address can say."""
    for number in range(8):
        make_article(
            f"Story number {number}", published_at=NOON.replace(day=22 - number), related=["The hub", "Waiting one"]
        )
    listed = [f"Story number {n}" for n in range(8)] + [f"Waiting number {n}" for n in range(8)]
    hub = make_article(
        "The hub", body_html=BODY, standfirst="What it is about.", byline="By Nobody", language="en", related=listed
    )
    Revision.objects.create(
        article=hub, position=1, headline="The old hub", blocks=hub.blocks, fingerprint="1", seen_at=NOON
    )
    make_article("A story without source or date", source=None)
    make_article("An undated story")
    arabic = make_article(
        "عادت العبارة إلى الميناء", language="ar", related=["The hub"], standfirst="انتظر السكان عامين"
    )
    remember_words(vocabulary_words(["The hub", "Story number 1"]), connection)
    waiting = Headline.objects.get(text="Waiting one").get_absolute_url()
    story = hub.get_absolute_url()
    make_article("Dated like the others", published_at=NOON, source="Another Paper")
    paths = ["/", "/sources/the-tide-table/", "/days/2026/11/22/", "/days/2026/11/30/", "/2026/", "/2026/11/"]
    count_library(NOON.date() - dt.timedelta(days=1))
    count_library(NOON.date())
    paths += [
        "/api/v1/",
        "/days/2026/11/22/edition/",
        "/statistics/",
        "/undated/",
        "/sources/",
        "/sources/?q=zeppelin",
        story,
    ]
    paths += [
        f"{story}?open=1&related=all",
        f"{story}?from=/#p2",
        f"/stories/{hub.pk}/revisions/",
        f"/stories/{hub.pk}/cite/",
        "/offline/",
        f"/headlines/{Headline.objects.get(article=hub).pk}/stories/",
        arabic.get_absolute_url(),
        "/sources/the-tide-table/undated/",
        waiting,
        "/wanted/",
        "/search/?q=story",
        "/search/?q=zeppelin",
        "/search/?q=storry",
        "/search/?q=the+of",
        "/search/?q=story&sort=newest&year=2026",
        "/?after=2026-11-20T12:00:00Z~1",
        "/saved/",
        "/nowhere/",
    ]
    return [live_server.url + path for path in paths]
