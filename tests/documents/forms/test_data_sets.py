"""News data sets are read record by record, in JSON and in tables; what is broken is refused alone. All invented."""

import csv
import datetime as dt
import json
from io import StringIO

import pytest

from articles.captures.building import captures_of
from articles.documents.formats import read, receive, recognise
from articles.documents.formats.records.record import MEDIA_TYPE, packed
from articles.documents.problems import UnreadableError
from articles.importing.runs import run_import
from articles.models import Article
from tests.support.texts import PARAGRAPHS

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
TEXT = "\n".join(PARAGRAPHS)
URL = "https://www.tide.example/2024/05/03/ferry"
TITLE = "Ferry returns to the bay after nine years"
# Records as each of these writes them.
SHAPES = {
    "cc-news": {"title": TITLE, "text": TEXT, "domain": "tide.example", "date": "2024-05-03 06:10:00", "url": URL},
    "news-please": {
        **{"authors": ["Ada Holm"], "date_download": "2024-05-04 00:00:00", "date_publish": "2024-05-03 06:10:00"},
        **{"language": "en", "maintext": TEXT, "source_domain": "tide.example", "title": TITLE, "url": URL},
        **{"title_page": None, "localpath": None, "image_url": "https://www.tide.example/a.jpg"},
    },
    "newspaper4k": {
        **{"url": URL, "source_url": "https://www.tide.example", "title": TITLE, "authors": ["Ada Holm"], "text": TEXT},
        **{
            "publish_date": "2024-05-03T06:10:00+00:00",
            "meta_lang": "en",
            "summary": "",
            "top_image": "",
            "movies": [],
        },
    },
    "trafilatura": {
        **{"title": f"{TITLE} | The Tide Table", "author": "Ada Holm; Bo Finch", "hostname": "tide.example"},
        **{"date": "2024-05-03", "filedate": "2024-05-04", "sitename": "The Tide Table", "text": TEXT, "source": URL},
        **{"raw_text": "It came", "language": "en", "excerpt": "It came at six.", "comments": "", "tags": ""},
    },
    "schema.org": {
        **{"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT, "url": URL},
        **{"author": [{"@type": "Person", "name": "Ada Holm"}], "publisher": {"name": "The Tide Table"}},
        "datePublished": "2024-05-03T08:10:00+02:00",
    },
    "milliseconds": {"headline": TITLE, "body": TEXT, "publishedAt": 1_714_716_600_000, "link": URL},
    "html": {"title": TITLE, "content": f"<p>{'</p><p>'.join(PARAGRAPHS)}</p>", "pubDate": "2024-05-03T06:10Z"},
    "paragraphs": {"title": TITLE, "text": PARAGRAPHS, "date": "2024-05-03"},
}


def documents(content, name="news.json", size=65_536):
    content = content if isinstance(content, bytes) else content.encode()
    return list(receive((content[start : start + size] for start in range(0, len(content), size)), name))


def story(content):
    (capture,) = captures_of(content, MEDIA_TYPE, "", 0, NOW)
    return capture


def code_of(content):
    with pytest.raises(UnreadableError) as error:
        captures_of(content, MEDIA_TYPE, "", 0, NOW)
    return error.value.problem.code


def numbered(count):
    return [
        {**SHAPES["cc-news"], "title": f"{TITLE}, day {number}", "url": f"{URL}/{number}"} for number in range(count)
    ]


def csv_of(rows, **options):
    file = StringIO()
    csv.writer(file, **options).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("shape", SHAPES)
def test_record_of_every_tool_is_a_story_with_its_own_fields(shape):
    record = SHAPES[shape]
    (received,) = documents(json.dumps(record))

    found = story(received.content)

    assert found.story.headline == TITLE
    assert [block.text for block in found.story.blocks] == list(PARAGRAPHS)
    assert found.story.published.date() == dt.date(2024, 5, 3)
    assert (found.url is None) == (URL not in record.values())


def test_fields_that_a_text_does_not_name_are_taken_as_given():
    found = story(packed(SHAPES["trafilatura"])).story

    assert (found.source, found.byline, found.captured_on) == (
        "The Tide Table",
        "Ada Holm, Bo Finch",
        dt.date(2024, 5, 4),
    )


def test_byline_in_the_text_comes_before_another_author_of_the_record():
    record = {**SHAPES["newspaper4k"], "text": f"By Cleo Marsh\n\n{TEXT}"}

    assert "Marsh" in story(packed(record)).story.byline
    assert "Holm" not in story(packed(record)).story.byline


def test_title_that_is_only_the_publication_is_no_headline():
    record = {"title": "The Tide Table", "publication": "The Tide Table", "text": f"{TITLE}\n\n{TEXT}"}

    assert story(packed(record)).story.headline == TITLE


def test_source_of_a_record_that_was_escaped_twice_is_read_as_it_is_printed():
    record = {**SHAPES["cc-news"], "publisher": "Bell &amp;amp; Beacon"}

    assert story(packed(record)).story.source == "Bell & Beacon"


def test_headline_that_begins_the_text_is_not_doubled():
    record = {**SHAPES["cc-news"], "text": f"{TITLE}\n{TEXT}"}

    assert read(packed(record), MEDIA_TYPE).text.count(TITLE) == 1


def test_day_of_the_crawl_is_no_date_of_publication():
    """As FineWeb gives it, which has no title either."""
    record = {"text": f"{TITLE}\n{TEXT}", "id": "<urn:uuid:1>", "dump": "CC-MAIN-2024-22", "url": URL}
    found = story(packed({**record, "date": "2024-05-19T21:10:00Z", "language": "en", "token_count": 90}))

    assert (found.story.headline, found.story.captured_on, found.url) == (TITLE, dt.date(2024, 5, 19), URL)
    assert found.story.published is None


@pytest.mark.parametrize("missing", [None, "", "nan", "None", "NULL", [], "[]", {}, 0])
def test_missing_values_are_none(missing):
    record = {"title": TITLE, "text": TEXT, "author": missing, "date": missing, "url": missing, "source": missing}

    found = story(packed(record))

    assert (found.story.byline, found.story.published, found.url, found.story.source) == ("", None, None, "")


@pytest.mark.parametrize("authors", ["['Ada Holm', \"Bo Finch\"]", ["Ada Holm", "Bo Finch"], "Ada Holm; Bo Finch"])
def test_authors_are_names_however_they_are_listed(authors):
    assert read(packed({**SHAPES["cc-news"], "authors": authors}), MEDIA_TYPE).metadata.authors == (
        "Ada Holm",
        "Bo Finch",
    )


@pytest.mark.parametrize(
    "end", ["… [+2194 chars]", " […]", "... Continue reading", "<p>More […]</p>", " [...]", "… Read more »"]
)
def test_beginning_of_a_story_is_refused_as_that(end):
    assert code_of(packed({**SHAPES["cc-news"], "text": f"It came at six and was late{end}"})) == "summary"


ARRAYS = {
    "array": json.dumps(numbered(3)),
    "indented array": json.dumps(numbered(3), indent=2),
    "lines": "\n".join(map(json.dumps, numbered(3))),
    "lines with blank ones": "\r\n\r\n".join(map(json.dumps, numbered(3))),
    "objects after each other": "\n".join(json.dumps(one, indent=1) for one in numbered(3)),
    "articles in an object": json.dumps({"status": "ok", "totalResults": 3, "articles": numbered(3)}),
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Tide Table",
            "items": [{"id": str(n), "content_html": f"<p>{TEXT}</p>", "title": TITLE} for n in range(3)],
        },
        indent=1,
    ),
}


@pytest.mark.parametrize("name", ["news.json", "news.txt", "x"])
@pytest.mark.parametrize("shape", ARRAYS)
def test_every_record_is_a_document_whatever_the_file_is_called(shape, name):
    found = documents(ARRAYS[shape], name)

    assert len(found) == len({one.name for one in found}) == 3
    assert all(captures_of(one.content, one.media_type, "", 0, NOW) for one in found)


@pytest.mark.parametrize("shape", ARRAYS)
@pytest.mark.parametrize("size", [1, 1_000])
def test_chunks_of_any_size_give_the_same_records(shape, size):
    assert documents(ARRAYS[shape], size=size) == documents(ARRAYS[shape])


def test_source_of_a_json_feed_is_its_title():
    first = documents(ARRAYS["JSON Feed"])[0]

    assert read(first.content, first.media_type).metadata.sources == ("The Tide Table",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_data_set_is_read_in_other_encodings(encoding):
    assert [one.problem for one in documents(ARRAYS["array"].encode(encoding))] == [None] * 3


@pytest.mark.parametrize(
    ("content", "broken"),
    [
        (ARRAYS["array"][:-100], {3}),
        (ARRAYS["array"].replace("day 1", 'day "1', 1), {2}),
        (ARRAYS["array"].replace("day 0", 'day "0', 1), {1}),
        (ARRAYS["lines"].replace("day 1", 'day "1', 1), {2}),
        (ARRAYS["lines"][:-100], {3}),
        (json.dumps([*numbered(2), {"name": "no story"}]), {3}),
        (json.dumps([*numbered(2), 7]), {3}),
        (json.dumps([*numbered(2), {"title": "None", "text": ""}]), {3}),
    ],
)
def test_broken_record_is_refused_and_its_neighbours_go_in(content, broken):
    found = documents(content)

    assert len(found) == 3
    for number, one in enumerate(found, start=1):
        if number in broken:
            assert one.problem or code_of(one.content) in ("json", "record", "empty", "summary")
        else:
            assert story(one.content)


def test_record_over_the_limit_is_refused_and_memory_is_bounded():
    big = {"title": TITLE, "text": "x" * 11_000_000}

    found = documents("\n".join(map(json.dumps, [big, numbered(1)[0]])))
    array = documents(json.dumps([numbered(1)[0], big]))

    assert [one.problem and one.problem.code for one in found] == ["too-large", None]
    assert [one.problem and one.problem.code for one in array] == [None, "too-large"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_of_a_table_are_stories(delimiter, encoding):
    rows = [["", "Title", "Publish Date", "authors", "content"]]
    rows += [[str(n), f"Fähre, day {n}", "2024-05-03", "['Ada Holm']", TEXT] for n in range(3)]
    content = csv_of(rows, delimiter=delimiter).encode(encoding)

    found = [story(one.content).story for one in documents(content, "news.csv")]

    assert [one.headline for one in found] == [f"Fähre, day {n}" for n in range(3)]
    assert {(one.byline, str(one.published.date())) for one in found} == {("Ada Holm", "2024-05-03")}


# The columns of a title, a text, an author, a date, a publication, a language and an address.
COLUMNS = {
    "de": "Überschrift;Text;Autor/in;Veröffentlichungsdatum;Zeitung;Sprache;Link",
    "fr": "Titre;Texte;Auteur;Date de publication;Journal;Langue;Lien",
    "es": "TITULO;CONTENIDO;AUTOR;FECHA;MEDIO;IDIOMA;ENLACE",
    "uk": "Заголовок;Текст;Автор;Дата публікації;Джерело;Мова;Посилання",
    "ar": "العنوان;النص;الكاتب;تاريخ النشر;المصدر;اللغة;الرابط",
    "nl": "Kop;Tekst;Auteur;Publicatiedatum;Krant;Taal;Webadres",
    "it": "Titolo;Testo;Autore;Data;Testata;Lingua;URL",
    "pt": "título;conteúdo;autor;data_de_publicação;jornal;idioma;link",
    "pl": "Tytuł;Treść;Autor;Data publikacji;Źródło;Język;Adres URL",
    "ru": "Заголовок;Текст статьи;Автор;Дата публикации;Источник;Язык;Ссылка",
    "zh": "标题;正文;作者;发布时间;来源;语言;链接",
    "ja": "見出し;本文;著者;公開日;媒体名;言語;リンク",
}


@pytest.mark.parametrize("language", COLUMNS)
def test_columns_are_recognised_by_their_names_in_other_languages(language):
    row = [TITLE, TEXT, "Ada Holm", "2024-05-03", "The Tide Table", "en", URL]
    (received,) = documents(csv_of([COLUMNS[language].split(";"), row]), "news.csv")

    found = story(received.content)

    assert (found.story.headline, found.story.byline, found.url) == (TITLE, "Ada Holm", URL)
    assert (found.story.source, found.story.published.date()) == ("The Tide Table", dt.date(2024, 5, 3))
    assert [block.text for block in found.story.blocks] == list(PARAGRAPHS)


def test_language_of_a_column_in_another_language_is_taken_as_given():
    (received,) = documents(csv_of([["Titel", "Text", "Sprache"], [TITLE, TEXT, "de"]]), "news.csv")

    assert read(received.content, received.media_type).metadata.language == "de"


@pytest.mark.parametrize("columns", [["Titel", "Überschrift"], ["Titel", "Headline"], ["標題", "タイトル"]])
def test_column_that_another_one_competes_with_is_not_guessed(columns):
    (received,) = documents(csv_of([[*columns, "text", "url"], ["A ferry", TITLE, TEXT, URL]]), "news.csv")

    given = read(received.content, received.media_type).metadata.headlines

    assert given == ((TITLE,) if "Headline" in columns else ())


@pytest.mark.parametrize("columns", ["Artikel;Datum;Menge", "Titel;Datum;Ort", "Titel;Inhalt;Volltext"])
def test_table_without_one_column_of_texts_is_none_of_news(columns):
    table = f"{columns}\nSchraube;2024-05-03;9\nMutter;2024-05-04;7\n"

    assert recognise(table.encode(), "table.csv").media_type == "text/x-table"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,2024-05-03", "table-fields"),
        ("x,2024-05-03,It came, at six", "table-fields"),
        ('x,2024-05-03,"It came" at six', "table-row"),
    ],
)
def test_row_that_does_not_fit_is_refused_with_its_number(row, code):
    good = csv_of([["The ferry", "2024-05-03", TEXT]])

    found = documents(f"title,date,text\n{good}{row}\n{good}", "news.csv")

    assert [one.problem and one.problem.code for one in found] == [None, code, None]
    assert found[1].name == "news.csv, row 3"


def test_row_without_a_text_is_refused_as_that():
    (row,) = documents("title,date,text\nThe ferry,2024-05-03,\n", "news.csv")

    with pytest.raises(UnreadableError) as refused:
        story(row.content)
    assert refused.value.problem.code == "empty"


@pytest.mark.parametrize(
    "long", ["x" * 11_000_000, f'"{"It came. " * 1_300_000}"', '"' + "It came.\n" * 1_300_000 + '"']
)
def test_row_over_the_limit_is_refused(long):
    good = csv_of([["The ferry", "2024-05-03", TEXT]])

    found = documents(f"title,date,text\n{good}x,2024-05-03,{long}\n{good}", "news.csv")

    assert [one.problem and one.problem.code for one in found[:2]] == [None, "too-large"]
    assert found[-1].problem is None or found[-1].problem.code == "cut-off"


def test_quotation_that_never_ends_is_refused_and_the_rows_before_it_go_in():
    good = csv_of([["The ferry", "2024-05-03", TEXT]])

    found = documents(f'title,date,text\n{good}x,2024-05-03,"It came at six\n', "news.csv")

    assert [one.problem and one.problem.code for one in found] == [None, "cut-off"]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("name,size\nferry,9\n", "text/x-table"),
        ('{"name": "ferry", "size": 9}', "application/json"),
        ("Text, title and other words\nThey are a page, not a table.\n", "text/plain"),
        ("Title, text\n\nIt is a line of a page.", "text/csv"),
        ('{"@context": "https://schema.org", "articleBody": "x", "headline": "y"}\nIt came.\nLate.\n', "text/plain"),
    ],
)
def test_content_decides_what_is_a_data_set_of_news(content, media_type):
    assert recognise(content.encode(), "news.csv").media_type == media_type


def test_data_set_is_imported_with_its_neighbours(db):
    found = documents(f"{ARRAYS['lines']}\n{{\n{json.dumps({'title': 'x', 'text': ''})}", "news.jsonl")

    results = list(run_import(found))

    assert [one.state for one in results[:3]] == ["created"] * 3
    assert {one.state for one in results[3:]} == {"rejected"}
    assert Article.objects.count() == 3
    assert set(Article.objects.values_list("url", flat=True)) == {f"{URL}/{number}" for number in range(3)}
