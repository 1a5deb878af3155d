"""The panel and the desk on a phone: nothing scrolls sideways, and axe finds nothing, small targets included."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse

from tests.browser.panel.test_panel import LISTS, PASSWORD, log_in, pages_of
from tests.support.desk import many, stage
from tests.support.factories import make_article
from tests.support.panel.library import fill_library
from tests.support.texts import received

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"rules": {"target-size": {"enabled": True}}}
WIDER = """() => [...document.querySelectorAll("main *, #container > *")].filter(one => {
  const { overflowX } = getComputedStyle(one)
  return one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1
    || (["auto", "scroll"].includes(overflowX) && one.scrollWidth > one.clientWidth + 1))
}).map(one => one.outerHTML.slice(0, 200)).slice(0, 3)"""


@pytest.fixture
def keeper():
    return User.objects.create_superuser("keeper", password=PASSWORD)


def pages_of_the_desk(subjects, run):
    yield from (reverse(f"admin:{name}") for name in ("index", "import_desk"))
    kinds = subjects["kinds"]
    yield from (reverse("admin:import_run", args=[kinds[kind]]) for kind in ("finished", "stopped", "staged"))
    yield reverse("admin:import_undo", args=[kinds["finished"]])
    yield reverse("admin:import_run", args=[run.pk])
    yield reverse("admin:import_document", args=[run.pk, 1])
    yield reverse("admin:mend_document", args=[subjects["articles.document"]])
    yield reverse("admin:mend_source", args=[subjects["articles.source"]]) + "?q=tide"
    yield reverse("admin:mend_line", args=[subjects["articles.mend"]])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_list_and_page_of_the_desk_fits_a_phone(page, live_server, keeper, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    subjects = fill_library(keeper)
    make_article("A headline that is as long as those of some papers are when they tell the whole of a story in it")
    run = stage(received([content.decode() for _, content in many(2)]), user=keeper, label="W" * 60)
    log_in(page, live_server)
    wider, found = {}, {}

    for path in [*pages_of(subjects), *pages_of_the_desk(subjects, run)]:
        page.goto(live_server.url + path)
        if page.evaluate("document.documentElement.scrollWidth") > 390 or (
            path.count("/") < 5 and page.evaluate(WIDER)
        ):
            wider[path] = page.evaluate(WIDER)
        if violations := Axe().run(page, options=RULES).response["violations"]:
            found[path] = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]

    assert wider == {}
    assert found == {}
    assert {f"/admin/articles/{model}/" for model in LISTS} <= {*pages_of(subjects)}
