"""The whole road on real input: from documents to a reader who follows a headline and comes back."""

import pytest

from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import

pytestmark = pytest.mark.django_db(transaction=True)


def test_reader_follows_a_headline_of_the_original_document_and_comes_back(page, live_server, corpus):
    list(run_import(read_paths([str(corpus / "seed"), str(corpus / "london-daily")])))
    page.goto(live_server.url)
    page.get_by_role("search").get_by_role("searchbox").fill('"like an avalanche"')
    page.keyboard.press("Enter")
    page.locator("#hits h3 a").first.click()
    title = page.locator("h1.title").inner_text()
    assert "50 headlines\n8 are here, 42 are waiting" in page.locator("#related").inner_text()

    first = page.locator("#related .rel:not(.waiting) > a.h").first
    headline, address = first.inner_text(), first.get_attribute("href")
    first.click()

    page.wait_for_url(lambda url: address in url)
    assert page.locator("h1.title").inner_text() == headline
    page.go_back()
    assert page.locator("h1.title").inner_text() == title
