"""axe-core finds nothing on any public page, light or dark, narrow or wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Headline, Revision
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<p>How it begins.</p><h2>A subheading</h2><p>How it goes on.</p>"
    '<figure class="caption"><figcaption>A picture that was not in the text.</figcaption></figure>'
    '<blockquote class="pull"><p>Something worth saying.</p><footer>Who said it</footer></blockquote>'
    "<ul><li>One thing</li><li>Another thing</li></ul>" + "<h2>And another</h2><p>More.</p>" * 4
)
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def addresses(live_server):
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
    waiting = Headline.objects.get(text="Waiting one").get_absolute_url()
    story = hub.get_absolute_url()
    make_article("Dated like the others", published_at=NOON, source="Another Paper")
    paths = ["/", "/sources/the-tide-table/", "/days/2026/11/22/", "/days/2026/11/30/", "/2026/", "/2026/11/"]
    paths += ["/undated/", "/sources/", "/sources/?q=zeppelin", story]
    paths += [
        f"{story}?open=1&related=all",
        f"{story}?from=/#p2",
        f"/stories/{hub.pk}/revisions/",
        waiting,
        "/wanted/",
        "/search/?q=story",
        "/search/?q=zeppelin",
        "/search/?q=story&sort=newest&year=2026",
        "/?after=2026-11-20T12:00:00Z~1",
        "/nowhere/",
    ]
    return [live_server.url + path for path in paths]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(page, addresses, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})

    for address in addresses:
        page.goto(address)
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, f"{address}\n{results.generate_report()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_notice_and_in_open_facets(page, addresses, context, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(next(address for address in addresses if "q=story" in address))
    page.get_by_text("Order, source, year").click()
    context.set_offline(True)
    page.locator("#q").fill("hub")
    page.get_by_role("button", name="Try again").wait_for()

    results = Axe().run(page, options=RULES)

    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_in_the_empty_library(page, live_server):
    for path in ["/", "/wanted/", "/search/"]:
        page.goto(live_server.url + path)
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, results.generate_report()
