"""WCAG 3.1.2: whatever a page says in another language than its own says so, and in which direction it runs."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.db import connection
from selectolax.lexbor import LexborHTMLParser

from articles.models import ArticleTrait, Headline, Revision, Source
from articles.search.headline_vocabulary import remember_words, vocabulary_words
from articles.text.keywords import keyword_hash
from articles.text.normal_form import normal_form
from articles.typography.languages import direction_of, language_of_line
from tests.support.factories import NOON, make_article

# A source, a headline, a sentence, a waiting headline and that of an undated story in each language.
TEXTS = {
    "de": (
        "Der Gezeitenbote",
        "Die Fähre kehrt zurück",
        "Am Sonntag kam das Schiff an.",
        "Der Turm wird neu gestrichen",
        "Der Kai ist wieder offen",
    ),
    "ja": ("灯台新聞", "灯台の明かりが戻った", "日曜日に船が着いた。", "港の鐘が鳴り始めた", "岸壁が再び開いた"),
    "ko": ("등대일보", "나루에 배가 돌아왔다", "일요일에 배가 닿았다.", "항구의 종이 울렸다", "부두가 다시 열렸다"),
    "zh": ("港口日报", "港口重新开放", "星期天船到了。", "灯塔重新粉刷", "码头再次开放"),
    "ar": ("صحيفة المنارة", "عادت العبارة إلى الميناء", "وصلت السفينة يوم الأحد.", "دق جرس الميناء", "أعيد فتح الرصيف"),
    "he": ("עיתון המגדלור", "המעבורת חזרה לנמל", "הספינה הגיעה ביום ראשון.", "הפעמון צלצל בנמל", "הרציף נפתח מחדש"),
    "th": ("ข่าวประภาคาร", "เรือข้ามฟากกลับมาแล้ว", "เรือมาถึงเมื่อวันอาทิตย์", "ระฆังที่ท่าเรือดังขึ้น", "ท่าเรือเปิดอีกครั้ง"),
    "uk": (
        "Вісник маяка",
        "Пором повернувся до своєї пристані",
        "У неділю її зустріли всі її друзі.",
        "На маяку її засвітили",
        "Причал її знову відкрито",
    ),
}
OWNER = {text: language for language, texts in TEXTS.items() for text in texts}
NAMES = {texts[0] for texts in TEXTS.values()}  # a list of all sources need not know the language of a name
HEADLINES = [texts[1] for texts in TEXTS.values()]
QUERIES = ["?q=kehrd", "?q=Fähre", "?q=灯台", "?q=배가", "?q=العبارة", "?q=Пором"]

DAY = dt.timedelta(days=1)

STATES = [  # of pages, by what they print
    *("Read next", "More on this", "Also in", "Contents", "More from", "Related to", "Linked from", "Most linked"),
    *("Undated", "where no source is named", "Nothing mentions “", "Fold<", "The first text", "This page is not in"),
    "The nearest headlines:",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """Stories in each language that name each other in all ways that pages know, and some of one source and day."""
    made = {}
    for language, (source, headline, sentence, waiting, _) in TEXTS.items():
        related = [*(other for other in HEADLINES if other != headline), waiting]
        Source.objects.create(name=source, key=normal_form(source), slug=f"paper-{language}", language=language)
        stored = "ru" if language == "uk" else language  # as it was once stored
        story = {"source": source, "standfirst": sentence, "paragraphs": [sentence], "published_at": NOON}
        made[language] = make_article(headline, related=related, language=stored, byline=sentence, **story)
        earlier = {"headline": waiting, "standfirst": sentence, "blocks": [{"kind": "paragraph", "text": headline}]}
        Revision.objects.create(article=made[language], position=1, fingerprint="f", seen_at=NOON, **earlier)
    of_a_day = {"language": "ja", "paragraphs": [TEXTS["ja"][2]], "published_at": NOON - 2 * DAY}
    for number in range(5):
        make_article(f"灯台の明かりが戻った{number}", source="灯台新聞", **of_a_day)
    make_article("灯台の明かりが戻った", source="등대일보", **of_a_day)
    remember_words(vocabulary_words(HEADLINES), connection)
    return made


@pytest.fixture
def undated(stories):
    """Undated stories: two with the same text of many sections, in two sources, and one of the same subject."""
    made = {}
    for number, (language, (source, _, sentence, waiting, headline)) in enumerate(TEXTS.items()):
        body = {
            "standfirst": sentence,
            "paragraphs": [sentence],
            "body_html": f"<h2>{sentence}</h2><p>{sentence}</p><p>{sentence}</p>" * 4,
            "body_text": f"{sentence} {headline} {waiting} " * 20,
            "keywords": f"{source}\n{headline}",
        }
        told = [
            make_article(headline, source=source, language=language, **body),
            make_article(headline, source=TEXTS["th" if language == "he" else "he"][0], language=language, **body),
            make_article(f"{headline}.", source=source, language=language, **body | {"body_text": sentence}),
        ]
        hashes = [keyword_hash(word.casefold()) for word in (source, headline)]
        ArticleTrait.objects.bulk_create(
            [ArticleTrait(hash=value, article=one) for one in told for value in hashes]
            + [ArticleTrait(hash=number, article=one) for one in told[:2]]
        )
        made[language] = told[0]
    return made


def pages_of(stories, undated):
    yield from ["/", "/days/2026/11/22/", "/wanted/", *(f"/search/{query}" for query in QUERIES)]
    yield from ["/days/2026/11/21/", "/2026/", "/2026/11/", "/sources/", "/undated/", "/not/here/"]
    for source in Source.objects.all():
        yield from (source.get_absolute_url(), f"{source.get_absolute_url()}undated/")
    for story in stories.values():
        yield from (story.get_absolute_url(), f"{story.get_absolute_url()}?related=all&open=1&open=2&open=3")
        yield f"/stories/{story.pk}/revisions/"
        for place in ("/", story.source.get_absolute_url(), f"/search/?q={story.headline.split()[0]}"):
            yield f"{story.get_absolute_url()}?from={quote(place)}"
        yield from (f"{other.get_absolute_url()}?from={story.get_absolute_url()}" for other in stories.values())
    yield from (story.get_absolute_url() for story in undated.values())
    yield from (f"/headlines/{headline.pk}/stories/" for headline in Headline.objects.filter(wanted__gt=0))


def spoken_in(page):
    """Each text of a page with its language and direction: those of the nearest element that has them."""
    texts = []
    for node in LexborHTMLParser(page).body.traverse(include_text=True):
        if node.tag == "-text" and (text := " ".join(node.text(deep=False).split())):
            above, found = node.parent, {}
            while above is not None:
                for name in {"lang", "dir"} & set(above.attributes) - set(found):
                    found[name] = above.attributes[name] or ""
                above = above.parent
            texts.append((text, found.get("lang"), found.get("dir", "ltr")))
    return texts


def test_no_text_of_any_page_is_said_to_be_in_another_language(client, stories, undated):
    said, pages = set(), {address: client.get(address).content.decode() for address in pages_of(stories, undated)}
    for address, page in pages.items():
        for text, language, direction in spoken_in(page):
            owner = OWNER.get(text.strip(" :,"))
            said.add(owner)
            known = {owner or language_of_line(text, language), "" if text in NAMES else owner}
            assert language in known - {None}, f"{address}: {text}"
            assert direction in (direction_of(language), "auto"), f"{address}: {text}"

    assert said >= set(TEXTS)
    assert [state for state in STATES if not any(state in page for page in pages.values())] == []


def test_waiting_headline_has_the_language_of_the_stories_that_list_it(client):
    story = make_article("Die Fähre kehrt zurück", related=["Der Turm wird neu gestrichen"], language="de")

    for address in ("/", "/wanted/", f"/headlines/{story.related.get().headline_id}/"):
        texts = {text: language for text, language, _ in spoken_in(client.get(address).content.decode())}
        assert texts["Der Turm wird neu gestrichen"] == "de", address


def test_fragments_say_their_languages_as_whole_pages_do(client, stories, as_htmx):
    story = stories["de"]

    for query in ("?related=all", "?row=3&open=3"):
        fragment = client.get(story.get_absolute_url() + query, headers=as_htmx).content.decode()
        found = [row for row in spoken_in(f"<body lang='en'>{fragment}") if row[0] in OWNER]
        assert found
        assert all(language == OWNER[text] for text, language, _ in found)


def test_story_is_set_by_its_language_and_stored_as_it_came(client):
    story = make_article('"Ja" - sagte er', standfirst='Das "Boot"', paragraphs=['Er "kam" an.'], language="de")

    text = client.get(story.get_absolute_url()).content.decode()
    story.refresh_from_db()

    assert "„Ja“\u00a0– sagte er</h1>" in text
    assert "Das „Boot“</p>" in text
    assert '<p id="p1">Er „kam“ an.</p>' in text
    assert (story.headline, story.standfirst) == ('"Ja" - sagte er', 'Das "Boot"')
    assert "kam" in story.body_text
