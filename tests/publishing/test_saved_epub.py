"""Tests of saved stories as an EPUB book."""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, MergedArticle
from articles.publishing.epub.saved import MOST_STORIES
from articles.publishing.epub.xhtml import text_as_xhtml, web_address
from tests.publishing.epubcheck import complaints_about
from tests.support.factories import NOON, make_article

ADDRESS = "/saved/stories.epub"
ODD_ADDRESSES = [
    "http://bell.example/a b",
    "https://bell.example/[x]|y^z`{}",
    "http://bell.example:99999/",
    "http://[::1",
    "http://-bell-/",
    "http://a..b/",
    "https://kähler.example/straße?ü=ö#ä#b",
    "http://bell.example/%zz%2",
    'http://bell.example/?a=<b>&c="d"\'e',
    "http://bell_shop.example/",
    "http://" + "b" * 70 + ".example/",
]


def book_of(client, *numbers):
    answer = client.post(ADDRESS, {"n": ",".join(map(str, numbers))})
    assert answer.status_code == 200, answer.content
    return answer, answer.content


def page_of(book, name):
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return archive.read(f"EPUB/{name}").decode()


def titles_in(book):
    return re.findall(r"<span[^>]*>(.*?)</span>", page_of(book, "nav.xhtml"))


@pytest.mark.django_db
def test_book_is_right_by_the_official_check_whatever_stories_hold(client, tmp_path):
    stories = [
        make_article(
            "Ferry & “barge” <b>race</b>", standfirst="Half\x08 full & late.", byline="Ada <ada>", published_at=NOON
        ),
        make_article("بحر هادئ عند الفجر", language="ar", paragraphs=["عاد القارب إلى الميناء عند الفجر ولم يره أحد."]),
        make_article("港の朝", language="ja", paragraphs=["船は朝早く港に戻った。誰も鐘を鳴らさなかった。"]),
        make_article("No source at all", source=None, url="https://bell.example/a b[c]"),
        make_article(
            "All kinds of lines",
            body_html='<h2>Tides</h2>\n<p>One &nbsp; two\x0b <em>three <a rel="nofollow" href="https://bell.example/?a=1&amp;b=2">four</a></em></p>\n'
            "<ul><li>five</li><li>six</li></ul>\n"
            '<figure class="caption"><figcaption>A boat.</figcaption></figure>\n'
            '<blockquote class="pull"><p>“Late again.”</p><footer>The ferryman</footer></blockquote>',
        ),
        make_article("Broken", body_html="<p>One <em>two</p>"),
        make_article(
            "Odd addresses",
            body_html="".join(
                f'<p><a href="{url.replace("&", "&amp;").replace("<", "&lt;").replace(chr(34), "&quot;")}">x</a></p>'
                for url in ODD_ADDRESSES
            ),
        ),
    ]

    _, book = book_of(client, *(story.pk for story in stories))
    path = tmp_path / "saved.epub"
    path.write_bytes(book)

    assert complaints_about(path) == []


@pytest.mark.django_db
def test_stories_stand_in_the_order_in_which_they_were_saved_each_once(client):
    first, second, third = (make_article(f"Lamp number {name} lit") for name in ("one", "two", "three"))

    answer, book = book_of(client, third.pk, first.pk, third.pk, second.pk)

    assert titles_in(book) == [third.headline, first.headline, second.headline]
    assert "The ferry came back on Sunday" in page_of(book, f"story-{first.pk}.xhtml")
    assert answer.headers["Content-Type"] == "application/epub+zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="saved-stories.epub"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_same_stories_give_the_same_bytes(client):
    numbers = [make_article(f"Lamp number {n} lit").pk for n in range(3)]

    assert book_of(client, *numbers)[1] == book_of(client, *numbers)[1]


@pytest.mark.django_db
def test_book_says_which_stories_are_not_in_it(client):
    story = make_article()

    _, book = book_of(client, story.pk, story.pk + 7)

    assert "1 story that you saved is no longer in the library." in page_of(book, "end.xhtml")


@pytest.mark.django_db
def test_merged_story_stands_under_its_new_number(client):
    story = make_article()
    MergedArticle.objects.create(number=story.pk + 5, article=story)

    _, book = book_of(client, story.pk + 5, story.pk)

    assert titles_in(book) == [story.headline]
    assert "no longer" not in page_of(book, "end.xhtml")


@pytest.mark.django_db
def test_book_holds_five_hundred_stories_and_says_that_there_are_more(client, django_assert_max_num_queries):
    stories = [make_article(f"Lamp number {n} lit") for n in range(3)]
    others = range(10_000, 10_000 + MOST_STORIES)

    with django_assert_max_num_queries(5):
        _, book = book_of(client, *(story.pk for story in stories), *others)

    assert "3 further stories are left out: a book holds 500 at most." in page_of(book, "end.xhtml")


@pytest.mark.django_db
@pytest.mark.parametrize("numbers", ["", "0", "x", "999999", "-1", "9" * 40, "\x00"])
def test_no_story_is_no_book(client, numbers):
    assert client.post(ADDRESS, {"n": numbers}).status_code == 404


@pytest.mark.django_db
def test_only_post_makes_a_book(client):
    assert client.get(ADDRESS).status_code == 405


@given(st.text())
def test_any_text_becomes_xml(text):
    story = Article(headline="Lamp", body_html=f"<p>{text}</p>", body_text=text, blocks=[], language="en")

    expat.ParserCreate().Parse(f"<div>{text_as_xhtml(story)}</div>", True)


@given(st.text())
def test_address_for_a_book_is_stable(text):
    address = web_address(f"https://bell.example/{text}")

    assert address == "" or (address.isascii() and web_address(address) == address)
