"""A story's page: its text with addresses and contents, its facts, and the ways onward. All texts are invented."""

import datetime as dt
import html
import re
from urllib.parse import urlencode

import pytest

from articles.models import Article, Identity
from articles.pages.stories.phrases import pairs_of, phrases_of
from articles.text.urls import address_key
from tests.support.factories import NOON, make_article
from tests.support.fragments import page_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def page(client, article, query=""):
    return page_of(client, article.get_absolute_url() + query)[1]


def part(text, start, end):
    return text.partition(start)[2].partition(end)[0]


def links_of(text):
    return re.findall(r'href="([^"]*)"', text)


# The text


def test_each_paragraph_subheading_and_item_has_an_address(client):
    body = "<p>One.</p>\n<h2>Two</h2>\n<ul><li>Three</li><li>Four</li></ul>\n<blockquote><p>Five</p></blockquote>"

    text = page(client, make_article(body_html=body))

    assert re.findall(r'id="(p\d+)">(\w+)', text) == [
        ("p1", "One"), ("p2", "Two"), ("p3", "Three"), ("p4", "Four"), ("p5", "Five")
    ]  # fmt: skip


def sectioned(count):
    return "".join(f"<h2>Part <em>{number}</em> &amp; more</h2><p>Text.</p><p>Text.</p>" for number in range(count))


def test_story_of_four_subheadings_has_contents(client):
    text = page(client, make_article(body_html=sectioned(4)))

    contents = part(text, '<nav class="contents"', "</nav>")
    assert re.findall(r'<a href="#(p\d+)">([^<]*)</a>', contents) == [
        (f"p{1 + 3 * number}", f"Part {number} &amp; more") for number in range(4)
    ]
    assert text.count('id="p10"') == 1


@pytest.mark.parametrize("body", [sectioned(3), "<h2>A place</h2>" * 9 + "<p>Text.</p>" * 9])
def test_few_subheadings_or_a_list_of_places_make_no_contents(client, body):
    assert 'class="contents"' not in page(client, make_article(body_html=body))


REL = 'rel="nofollow noopener noreferrer"'


def known_by(article, url):
    Identity.objects.create(article=article, key=address_key(url))


def test_link_to_a_page_of_the_library_leads_to_its_story_and_the_original_stands_beside(client):
    held = make_article("The lamp is lit")
    known_by(held, "https://paper.example/lamp?id=3")
    body = (
        f'<p>As <a {REL} href="https://www.paper.example/lamp?id=3&amp;utm_source=x">we <b>said</b></a>, '
        f'and <a href="https://paper.example/else" {REL}>others</a>, <a {REL} href="https://[bad">or not</a>.</p>'
    )

    text = page(client, make_article("Another", body_html=body))

    prose = part(text, 'id="p1">', "</p>")
    assert (
        f'<a href="{held.get_absolute_url()}">we <b>said</b></a><a class="original" {REL} href="https://www.p' in prose
    )
    assert "Original page" in prose
    assert f'<a href="https://paper.example/else" {REL}>others</a>' in prose
    assert f'<a {REL} href="https://[bad">or not</a>' in prose


def test_link_of_a_story_to_itself_stays_as_it_is(client):
    body = f'<p><a {REL} href="https://paper.example/lamp">Here</a></p>'
    article = make_article(body_html=body)
    known_by(article, "https://paper.example/lamp")

    assert body.removeprefix("<p>") in page(client, article)


# The facts


def test_story_leads_to_its_original_page(client):
    article = make_article(url="https://www.paper.example/a?b=1&c=2", captured_on=dt.date(2026, 11, 20))

    text = page(client, article)

    original = 'href="https://www.paper.example/a?b=1&amp;c=2" rel="nofollow noopener"'
    assert original in part(text, 'class="facts"', "</ul>")
    assert f"Read from <a {original}>paper.example</a>" in text
    assert "Captured on 20 November 2026" in text


def test_original_page_has_the_letters_of_its_address(client):
    article = make_article(url="https://www.paper.example/%D1%80%D1%96%D0%BA%D0%B0?q=a%26%22b")

    assert 'href="https://www.paper.example/ріка?q=a%26%22b" rel' in page(client, article)


def test_address_that_is_not_of_the_web_is_no_link(client):
    assert "javascript:" not in page(client, make_article(url="javascript:alert(1)"))


def test_byline_that_repeats_the_source_is_left_out(client):
    facts = part(page(client, make_article(source="Bell Weekly", byline="BELL WEEKLY")), 'class="facts"', "</ul>")

    assert facts.casefold().count("bell weekly") == 1


def test_facts_are_parted_for_those_who_hear_them(client):
    article = make_article(byline="By Nobody", published_at=NOON, words=500)

    facts = part(page(client, article), '<ul class="facts">', "</ul>")
    heard = [" ".join(re.sub("<[^>]*>", "", item).split()) for item in re.findall("(?s)<li.*?</li>", facts)]

    assert heard == ["The Tide Table", "By Nobody", "22 November 2026", "3 minutes to read"]


# The ways onward


def test_related_rows_have_a_date_only_where_it_is_known_and_a_source_only_where_it_differs(client):
    make_article("Dated and ours", published_at=NOON)
    make_article("Undated and theirs", source="Bell Weekly")
    hub = make_article("Hub", related=["Dated and ours", "Undated and theirs"])

    text = page(client, hub)
    dated, undated = re.findall(r'(?s)<li class="rel" .*?</li>', text)

    assert "22 Nov 2026" in dated
    assert "<b" not in dated
    assert ">Bell Weekly</b>" in undated
    assert "2026" not in undated


def test_list_of_which_all_wait_is_one_calm_line(client):
    text = page(client, make_article(related=["Not here", "Nor here"]))

    related = part(text, 'id="related"', "</section>")
    assert "None of them is here yet." in related
    assert "<ol" not in related
    assert "Show the 2 that are waiting" in related
    assert " 0 " not in related


def test_waiting_headline_says_how_many_want_it_only_if_several_do(client):
    make_article("Another", related=["Wanted by two"])
    text = page(client, make_article("Hub", related=["Wanted by two", "Wanted by one"]), "?related=all")

    assert "Wanted by 2 stories" in text
    assert text.count("Wanted by") == 3  # both headlines, and the count of one


def test_unfolded_story_of_up_to_five_paragraphs_is_whole(client):
    make_article("Short", paragraphs=[f"Short {n}." for n in range(5)])
    make_article("Long", paragraphs=[f"Long {n}." for n in range(6)])
    hub = make_article("Hub", related=["Short", "Long"])

    text = page(client, hub, "?open=1&open=2")

    assert "Short 4." in text
    assert "Long 1." in text
    assert "Long 2." not in text
    assert text.count("Read the whole story") == 1
    assert text.count("Go to its page") == 1


def test_first_live_headlines_stand_beside_the_text(client):
    names = [f"Related story {number}" for number in range(6)]
    for name in names:
        make_article(name)

    text = page(client, make_article("Hub", related=["Not here", *names]))

    beside = part(text, 'class="onward"', "</section>")
    assert re.findall(r">(Related story \d)<", beside) == names[:4]
    assert "All 7 related headlines" in " ".join(beside.split())


def test_stories_that_link_here_are_not_named_twice(client):
    make_article("Mutual", related=["Hub"])
    make_article("One way", related=["Hub"])

    text = page(client, make_article("Hub", related=["Mutual"]))

    linked = part(text, 'id="back"', "</section>")
    assert "2 stories point here." in linked
    assert re.findall(r"<li><a [^>]*>([^<]*)", linked)[0] == "One way"
    assert "Mutual" not in linked
    assert "All 2" in linked


def test_words_that_stand_together_are_a_phrase():
    words = ["strike", "Sound", "Brandvik", "Quarrel", "Oda"]

    pairs = pairs_of(words, "“Oda Brandvik” saw the strike of Quarrel Sound. Brandvik, Quarrel and Oda. Sound!")

    assert phrases_of(words, pairs) == ["Quarrel Sound", "Oda Brandvik", "strike"]
    assert phrases_of(["Sound", "Oda"], pairs) == ["Sound", "Oda"]
    assert phrases_of([], pairs_of([], "Nothing")) == []


@pytest.mark.parametrize("text", ["Bay Bay", "Harrow Bay Harrow Bay Harrow"])
def test_words_that_go_round_in_circles_end_somewhere(text):
    words = list(dict.fromkeys(text.split()))

    assert phrases_of(words, pairs_of(words, text)) == [" ".join(words)]


# Before and after it in a list


def neighbours(text):
    turn = part(text, '<nav class="turn"', "</nav>")
    return dict(re.findall(r'<a rel="(prev|next)" href="([^"?]*)', turn))


@pytest.fixture
def papers():
    """Ten stories, a day apart, of two sources in turn; every third is in German."""
    return [
        make_article(
            f"Lantern number {number}",
            source=("Bell Weekly", "Tide Table")[number % 2],
            language="de" if number % 3 == 0 else "en",
            published_at=NOON - number * DAY,
        )
        for number in range(10)
    ]


def expected(papers, before, after):
    return {"prev": papers[before].get_absolute_url(), "next": papers[after].get_absolute_url()}


def test_earlier_and_later_are_of_the_same_source_and_language(client, papers):
    text = page(client, papers[5])

    assert neighbours(text) == expected(papers, 7, 1)
    assert "More from" in text
    assert ">Tide Table</b>" in part(text, '<nav class="turn"', "</nav>")


def test_undated_story_is_no_neighbour_of_a_dated_one(client):
    first, second = (make_article(f"Dated {n}", published_at=NOON - n * DAY) for n in (1, 2))
    make_article("Undated", dated_at=NOON)

    assert neighbours(page(client, first)) == {"prev": second.get_absolute_url()}


@pytest.mark.parametrize(
    ("came_from", "before", "after"),
    [
        ("/", 6, 4),
        ("/days/2026/11/17/", 6, 4),
        ("/sources/tide-table/", 7, 3),
        ("/search/?q=lantern&sort=newest", 4, 6),
    ],
)
def test_reader_goes_on_in_the_list_that_led_here(client, papers, came_from, before, after):
    text = page(client, papers[5], f"?{urlencode({'from': came_from})}")

    assert neighbours(text) == expected(papers, before, after)
    turn = part(text, '<nav class="turn"', "</nav>")
    assert html.escape(came_from) in links_of(turn)
    assert html.escape(urlencode({"from": came_from}, safe="/")) in turn  # so that the next story has the list too


def test_reader_goes_on_in_the_related_list_of_the_story_before(client, papers):
    listed = [papers[number].headline for number in (8, 5, 2)]
    hub = make_article("The hub", related=["Not here", *listed])

    text = page(client, papers[5], f"?from={hub.get_absolute_url()}")

    assert neighbours(text) == expected(papers, 8, 2)
    assert "The hub</a>" in part(text, '<nav class="turn"', "</nav>")


@pytest.mark.parametrize(
    "came_from",
    [
        *(
            "//evil.example/",
            "https://evil.example/sources/tide-table/",
            "/wanted/",
            "/nowhere/",
            "[",
            "x" * 2_000,
            "/\0/",
        ),
        *("/sources/bell-weekly/", "/sources/unknown/", "/search/", "/search/?q=zeppelin", "/stories/99999/none/"),
        *(f"/stories/{10**30}/none/", "/search/?q=lantern&page=49", "/days/2026/02/30/", "//[/"),
    ],
)
def test_list_that_is_none_or_lacks_the_story_counts_as_not_given(client, papers, came_from):
    text = page(client, papers[5], f"?{urlencode({'from': came_from})}")

    assert neighbours(text) == expected(papers, 7, 1)
    assert "evil" not in text
    assert "?from=" not in text


@pytest.mark.parametrize(
    "came_from", ["/", "/sources/tide-table/", "/search/?q=lantern", "/search/?q=nothing", "hub", ""]
)
def test_story_takes_eight_queries_at_most(client, papers, came_from, django_assert_max_num_queries):
    known_by(papers[1], "https://paper.example/lamp")
    related = [paper.headline for paper in papers[2:]]
    hub = make_article("The hub", related=related)
    body = f'<p><a {REL} href="https://paper.example/lamp">Here</a></p>'
    Article.objects.filter(pk=papers[5].pk).update(body_html=body)
    query = urlencode({"from": hub.get_absolute_url() if came_from == "hub" else came_from})

    with django_assert_max_num_queries(8):
        text = client.get(f"{papers[5].get_absolute_url()}?{query}").text

    assert papers[1].get_absolute_url() in text
