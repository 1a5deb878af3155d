"""HTML pages as documents: their lines, their metadata, their links; and no bytes that make reading them raise."""

import datetime as dt
import time
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.captures.building import document_story
from articles.documents.formats import recognise
from articles.documents.html import is_html, read_page
from articles.documents.html.metadata import read_moment
from articles.documents.problems import UnreadableError
from articles.documents.received import Received
from articles.importing.problem_sentences import sentence_of
from articles.importing.runs import run_import
from articles.models import Article, Headline, Revision
from articles.operations.exporting import export_lines
from articles.text.sanitising import inline_html
from articles.text.urls import address_key, story_address
from articles.understanding import Hints, Role
from tests.support.html_pages import ADDRESS, HEADLINE, html_page
from tests.support.importing import assert_graph_is_true, digests_of_orders
from tests.support.texts import OTHER, PARAGRAPHS, page


def lines(body):
    return read_page(f"<!doctype html><body>{body}".encode()).text


def story_of(html):
    return document_story(html.encode(), Hints()).story


def code_of(content):
    """Why it is refused; None when it is read."""
    try:
        document_story(content if isinstance(content, bytes) else content.encode(), Hints())
    except UnreadableError as error:
        return error.problem.code


def import_pages(*pages):
    return [r.state for r in run_import([Received(f"{n}.html", text.encode()) for n, text in enumerate(pages)])]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<div>One<div>Two</div>Three</div>", "One\nTwo\nThree"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("a <b> b </b> c", "a b c"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("One<script>two()</script><style>p{}</style><template>three</template><!-- four -->", "One"),
        ("One<p hidden>two</p><p style='display: none'>three</p><p aria-hidden=true>Four</p>", "One\n\nFour"),
        ("<a></a><b></b>One", "One"),
        ("5 < 6 & 7 &gt; 6", "5 < 6 & 7 > 6"),
    ],
)
def test_lines_are_those_of_a_browser(body, text):
    assert lines(body).strip() == text


def test_what_style_sheets_hide_is_not_shown():
    styles = "<style>.a,#b{display:none} .c{display:none} .c{display:block} @media print{.d{display:none}}</style>"

    text = lines(styles + "".join(f"<p class={name} id={name}>{name}</p>" for name in "abcd"))

    assert text.split() == ["c", "d"]


def test_story_has_what_text_and_metadata_agree_on():
    story = story_of(html_page())

    assert (story.headline, story.source, story.language) == (HEADLINE, "The Tide Table", "en")
    assert story.published == dt.datetime(2026, 11, 21, 6, 10, tzinfo=dt.UTC)
    assert "Ada Holm" in story.byline
    assert "Never shown" not in [line.text for line in story.lines]
    assert [block.text for block in story.blocks] == list(PARAGRAPHS)


def test_every_line_has_one_role_and_one_is_the_headline():
    story = story_of(html_page().replace("<article>", f"<p>{HEADLINE}</p><article>"))

    numbers = [line.number for line in story.lines]
    assert numbers == sorted(set(numbers))
    assert [line.text for line in story.lines if line.role is Role.HEADLINE] == [HEADLINE]
    assert [line.text for line in story.lines if line.role is Role.REPEAT] == [HEADLINE]


def test_headline_that_does_not_stand_in_the_text_is_not_taken():
    html = html_page().replace(f'"headline": "{HEADLINE}"', '"headline": "Quite another thing"')

    assert story_of(html).headline == HEADLINE


def test_author_whom_the_text_does_not_name_is_not_taken():
    assert story_of(html_page(author="Ada Holm").replace("<p>By Ada Holm</p>", "")).byline == ""


@pytest.mark.parametrize("script", ["{", "[" * 100_000, '{"a": 1e9' + "9" * 5_000 + "}", "null", '"x"', "[[], 3]"])
def test_broken_metadata_says_nothing(script):
    html = html_page(head=f'<script type="application/ld+json">{script}</script>')

    assert story_of(html).headline == HEADLINE


@pytest.mark.parametrize("text", ["", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00", "2026-13-01"])
def test_impossible_dates_are_unknown(text):
    assert read_moment(text) is None


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "//tide.example/a",
            "ftp://tide.example/a",
            "/a",
            "",
            None,
        ),
        *("https://tide.example/", "https://tide.example", "https://[::1/a", "https://tide.example/a b", 'https://t/"'),
        *("https://tide.example:99999999/a", f"https://tide.example/{'a' * 3_000}", 7, ["https://tide.example/a"]),
    ],
)
def test_what_is_no_address_of_a_story_is_none(url):
    assert story_address(url) is None


def test_spellings_of_an_address_share_a_key():
    same = ["https://tide.example/a", "http://TIDE.example/a/", story_address(" https://tide.example/a#top ")]

    assert len(set(map(address_key, same))) == 1


def test_links_and_emphasis_of_the_body_stay():
    link = 'The <a href="https://tide.example/bell?a=1&amp;b=2" onclick="x()">second <em>bell</em></a> rang at five.'
    story = story_of(html_page(HEADLINE, *PARAGRAPHS[:2], link, PARAGRAPHS[2]))

    assert story.blocks[2].text == "The second bell rang at five."
    assert story.blocks[2].html == (
        'The <a rel="nofollow noopener noreferrer" href="https://tide.example/bell?a=1&amp;b=2">'
        "second <em>bell</em></a> rang at five."
    )
    assert [bool(block.html) for block in story.blocks] == [False, False, True, False]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='javascript:alert(1)'>words</a>",
        "<a href='data:text/html,x'>words</a>",
        "<img src=x onerror=alert(1)>words",
        "<b>other words</b>",
        "<b>" * 400 + "words",
        "<b " + "a=1 " * 4_000 + ">words</b>",
        "<i><b>" * 30_000 + "words",
        "<b></b>words",
    ],
)
def test_what_may_not_stay_inside_a_line_goes(html):
    started = time.process_time()

    assert inline_html(html, "words") == ""
    assert time.process_time() - started < 0.5


def test_sanitising_twice_changes_nothing():
    once = inline_html('<a href="https://tide.example/a?b=1&amp;c=2">a &lt; <q>b</q></a>', "a < b")

    assert once
    assert inline_html(once, "a < b") == once


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html>" + "<div>" * 100_000, "too-deep"),
        ("<html>" + "<b><i><a>" * 50_000, "too-deep"),
        ("<html>" + "<div><object></div>" * 50_000, "too-deep"),
        ("<html>" + ("<div>" * 400 + "<script><!--<script></script>" + "</div>" * 400 + "--></script>") * 50, None),
        ("<html>" + ("<div>" * 400 + "<script></script " + "</div>" * 400 + ">") * 50, None),
        ('<html><p a="' + '"></p><div x="' * 1_000 + '">', "too-deep"),
        ("<html>" + "<dd><i><li></i>" * 50_000, "too-deep"),
        ("<html>" + "<td><div><td>" * 50_000, "too-deep"),
        ("<html>" + '<div x">' * 1_000, "too-deep"),
        ('<html>' + '<div =">' * 1_000, "too-deep"),
        ("<html><p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">x", "too-many-attributes"),
        ("<html>" + "<p>x" * 300_000, "too-many-tags"),
        ("<html>" + "<a " * 1_000_000, "too-many-attributes"),
        ("<html>" + "<!--" * 1_000_000, "empty"),
        ("<html><style>" + "@{" * 500_000, "empty"),
        ("<html><body>" + "x" * 200_000, "line-too-long"),
        ("<html>" + "x" * 11_000_000, "too-large"),
        ("<html><body>" + "word <br>" * 600_000, "too-many-tags"),
        (b"<html>" + bytes(range(32)) * 5_000, "binary"),
        ("<html><body></body></html>", "empty"),
    ],
)  # fmt: skip
def test_hostile_page_is_read_or_refused_soon(content, code):
    started = time.process_time()

    assert code_of(content) == code
    assert time.process_time() - started < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.text(alphabet="<>/!-=\"' abdiv&;\n", max_size=300))
def test_no_bytes_make_it_raise(raw, text):
    for content in (raw, b"<html>" + raw, b"<html>" + text.encode(), html_page(head=text).encode() + raw):
        try:
            story = document_story(content, Hints()).story
        except UnreadableError as error:
            assert sentence_of(error.problem)
        else:
            assert len({line.number for line in story.lines}) == len(story.lines)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        *[("windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("shift_jis", "cp932"), ("nonsense", "utf-8")],
        *[("zlib", "utf-8"), ("utf-16", "utf-16"), ("utf-8", "cp1252")],
    ],
)
def test_charset_by_mark_then_as_the_page_says_then_as_any_text(charset, encoding):
    word = "日本語の記事" if encoding == "cp932" else "café – “quoted”"

    text = read_page(f'<html><meta charset="{charset}"><p>{word}'.encode(encoding)).text

    assert text.strip() == word


def test_page_is_recognised_by_its_content_not_its_name():
    assert recognise(b"\n<!-- a --><!-- b --><!DOCTYPE HTML><p>x", "x.txt").media_type == "text/html"
    assert not is_html(b"Tags such as <html> are text here.")
    assert not is_html(page().encode())
    assert is_html(html_page().encode("utf-16"))


@pytest.mark.django_db
def test_page_and_its_dump_are_one_article():
    story = html_page(
        HEADLINE, 'A <a href="https://tide.example/b">link</a> stands in this sentence of the story.', *PARAGRAPHS
    )
    dump = page(HEADLINE, "A link stands in this sentence of the story.", *PARAGRAPHS, byline="By Ada Holm")

    assert import_pages(story, dump) == ["created", "unchanged"]

    article = Article.objects.get()
    assert article.url == ADDRESS
    assert '<a rel="nofollow noopener noreferrer" href="https://tide.example/b">link</a>' in article.body_html
    assert "<a" not in article.body_text


@pytest.mark.django_db
def test_same_address_is_the_same_article_whatever_its_headline():
    naming = page("A day of news by the sea", *OTHER, related=[HEADLINE, "Ferry is back"])
    assert import_pages(naming, html_page(), html_page("Ferry is back", *OTHER)) == ["created", "created", "updated"]

    article = Article.objects.get(url=ADDRESS)
    assert Revision.objects.get().article == article
    assert {h.article for h in Headline.objects.filter(text__in=[HEADLINE, "Ferry is back"])} == {article}
    assert_graph_is_true()
    article.delete()
    assert_graph_is_true()


@pytest.mark.django_db
def test_addresses_that_are_no_story_join_nothing():
    assert import_pages(
        html_page("One story of the morning", url="https://tide.example/"),
        html_page("Another story of the evening", *OTHER, url="https://tide.example/"),
    ) == ["created", "created"]


@pytest.mark.django_db
def test_tangle_of_addresses_and_headlines_in_any_order():
    """Dated captures joined by address, by headline, by both, by a third between them; some without a masthead."""
    days = ["Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"]
    names = ["First headline of the tangle", "Second headline of the tangle", "Third headline of the tangle"]
    bodies = [PARAGRAPHS, (*PARAGRAPHS[1:], *OTHER[:2]), OTHER]
    texts = [
        html_page(
            names[n % 3],
            *bodies[n % 2],
            f"Number {n} is told apart.",
            url=f"https://tide.example/{n % 4}",
            modified=f"2026-11-{20 + n % 3}",
        )
        for n in range(6)
    ]  # fmt: skip
    texts += [page(names[n], *bodies[n], captured=days[n], related=names) for n in range(3)]
    texts += [page(names[0], *OTHER, masthead="Bell Weekly", captured=days[0]), page(names[1], *OTHER, masthead="")]

    assert len(digests_of_orders([Received(f"{n}", text.encode()) for n, text in enumerate(texts)])) == 1


@pytest.mark.django_db
def test_export_keeps_links_and_addresses(tmp_path):
    import_pages(
        html_page(HEADLINE, f"<b>Bold</b> {PARAGRAPHS[0]}", *PARAGRAPHS[1:]), html_page("Ferry is back", *OTHER)
    )
    before = list(export_lines())
    file = tmp_path / "library.jsonl"
    file.write_text("\n".join(before))
    Article.objects.all().delete()
    Headline.objects.all().delete()

    call_command("import_articles", str(file), stdout=StringIO())

    assert list(export_lines()) == before
    assert any("<b>Bold</b>" in line for line in before)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="Bell &amp;amp; Beacon">',
        '<meta property="og:site_name" content="Bell &amp;amp;#38; Beacon">',
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "publisher": {"name": "Bell &amp;amp; Beacon"}}</script>',
    ],
)
def test_source_name_that_was_escaped_twice_is_read_as_it_is_printed(head):
    page = read_page(f"<html><head>{head}</head><body><h1>A bell rings</h1></body></html>".encode())

    assert page.metadata.sources == ("Bell & Beacon",)


def test_source_name_with_what_is_no_entity_stays():
    head = '<meta property="og:site_name" content="Bell &amp;beacon; and Q&amp;A">'

    page = read_page(f"<html><head>{head}</head><body><h1>A bell rings</h1></body></html>".encode())

    assert page.metadata.sources == ("Bell &beacon; and Q&A",)


def test_page_in_a_single_file_is_read_however_large_its_pictures_are():
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 100_000}">'
    style = f"<style>@font-face {{ src: url(data:font/woff2;charset=utf-8;base64,{'d09GMg' * 900_000}) }}</style>"

    content = html_page().replace("</head>", f"{style}</head>").replace("<p>", f"{picture * 6}<p>", 1).encode()

    assert len(content) > 11_000_000
    assert read_page(content).text == read_page(html_page().encode()).text
    with pytest.raises(UnreadableError, match="too-large"):
        read_page(content + b"<p>" + b"x " * 6_000_000)
