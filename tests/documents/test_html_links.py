"""Where the lines of an HTML page link to."""

import pytest

from articles.documents.html import read_page
from articles.documents.html.element_tree import Elements
from articles.documents.html.links import link_features

HEAD = '<link rel="canonical" href="https://www.tide.example/harbour/crane-moved-eleven-metres-4711">'
PAGE = f"""<!doctype html><head>{HEAD}</head><body>
<p><a href="/"> Front page</a></p>
<p><a href="https://m.tide.example/harbour/gulls-counted-twice-on-sunday-4712">Gulls counted twice on Sunday</a></p>
<p><a href="https://m.tide.example/harbour/gulls-counted-twice-on-sunday-4712">Nobody had asked the gulls.</a></p>
<p><a href="https://ferry.example/timetable">The ferry's timetable</a></p>
<p><a href="mailto:desk">Write to us</a></p>
<p>The crane stands. See <a href="/harbour/crane-moved-eleven-metres-4711#map">the map</a> of it.</p>
<p>No link at all.</p>"""
HOME, GULLS, SUMMARY, FERRY, MAIL, CRANE, NONE = range(7)
COUNT, SIZE, KIND, STEPS, WORDS, NUMBER = range(6)
SHARED, ALIKE = 10, 11
SAME_SITE, ITSELF, OTHER_SITE, NO_PAGE = range(4)


@pytest.fixture(scope="module")
def marks():
    return read_page(PAGE.encode()).marks


def test_lines_that_link_to_one_address_share_a_number(marks):
    assert marks.target[GULLS] == marks.target[SUMMARY] >= 0
    assert len({*marks.target[[HOME, GULLS, FERRY, MAIL, CRANE]].tolist()}) == 5
    assert marks.target[NONE] == -1 and not marks.links[NONE].any()
    assert marks.links[GULLS, ALIKE] == 2


@pytest.mark.parametrize(
    ("line", "kind"), [(HOME, ITSELF), (GULLS, SAME_SITE), (FERRY, OTHER_SITE), (MAIL, NO_PAGE), (CRANE, ITSELF)]
)
def test_address_is_of_the_page_of_its_site_or_of_another(marks, line, kind):
    assert marks.links[line, KIND] == kind


def test_story_links_with_its_whole_line_to_an_address_made_of_its_words(marks):
    links = marks.links

    assert links[GULLS, SIZE] == 1 and links[CRANE, SIZE] < 0.5
    assert links[GULLS, WORDS] == 6 and links[GULLS, NUMBER] == 4 and links[GULLS, STEPS] == 2
    assert links[GULLS, SHARED] == pytest.approx(0.8) and links[SUMMARY, SHARED] < 0.5


@pytest.mark.parametrize("address", ["http://[broken", "a" * 100_000, "//", "?", "javascript:void(0)", "\u2028"])
def test_no_address_is_too_odd(address):
    marks = read_page(f'<!doctype html><p><a href="{address}">Read this</a> line.'.encode()).marks

    assert marks.links.shape == (1, len(marks.links[0])) and marks.target.tolist() in ([0], [-1])


def test_page_without_lines_has_no_links():
    features, target = link_features(Elements(), [], [], None)

    assert features.shape == (0, 12) and target.shape == (0,)
