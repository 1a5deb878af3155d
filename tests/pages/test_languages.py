"""WCAG 3.1.2: whatever a page says in another language than its own says so, and in which direction it runs."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles.models import Source
from articles.text.normal_form import normal_form
from articles.typography.languages import direction_of, language_of_line
from tests.support.factories import NOON, make_article

# A source, a headline, a sentence and a waiting headline in each language.
TEXTS = {
    "de": (
        "Der Gezeitenbote",
        "Die Fähre kehrt zurück",
        "Am Sonntag kam das Schiff an.",
        "Der Turm wird neu gestrichen",
    ),
    "ja": ("灯台新聞", "灯台の明かりが戻った", "日曜日に船が着いた。", "港の鐘が鳴り始めた"),
    "ko": ("등대일보", "나루에 배가 돌아왔다", "일요일에 배가 닿았다.", "항구의 종이 울렸다"),
    "zh": ("港口日报", "港口重新开放", "星期天船到了。", "灯塔重新粉刷"),
    "ar": ("صحيفة المنارة", "عادت العبارة إلى الميناء", "وصلت السفينة يوم الأحد.", "دق جرس الميناء"),
    "he": ("עיתון המגדלור", "המעבורת חזרה לנמל", "הספינה הגיעה ביום ראשון.", "הפעמון צלצל בנמל"),
    "th": ("ข่าวประภาคาร", "เรือข้ามฟากกลับมาแล้ว", "เรือมาถึงเมื่อวันอาทิตย์", "ระฆังที่ท่าเรือดังขึ้น"),
    "uk": (
        "Вісник маяка",
        "Пором повернувся до своєї пристані",
        "У неділю її зустріли всі її друзі.",
        "На маяку її засвітили",
    ),
}
OWNER = {text: language for language, texts in TEXTS.items() for text in texts}
NAMES = {texts[0] for texts in TEXTS.values()}  # a list of all sources need not know the language of a name
HEADLINES = [texts[1] for texts in TEXTS.values()]
QUERIES = ["?q=Fähre", "?q=灯台", "?q=배가", "?q=العبارة", "?q=Пором"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """A story in each language, each of which lists all others and a waiting headline."""
    made = {}
    for language, (source, headline, sentence, waiting) in TEXTS.items():
        related = [*(other for other in HEADLINES if other != headline), waiting]
        Source.objects.create(name=source, key=normal_form(source), slug=f"paper-{language}", language=language)
        stored = "ru" if language == "uk" else language  # as it was once stored
        story = {"source": source, "standfirst": sentence, "paragraphs": [sentence], "published_at": NOON}
        made[language] = make_article(headline, related=related, language=stored, byline=sentence, **story)
    return made


def pages_of(stories):
    yield from ["/", "/days/2026/11/22/", "/wanted/", *(f"/search/{query}" for query in QUERIES)]
    yield from (source.get_absolute_url() for source in Source.objects.all())
    for story in stories.values():
        yield from (story.get_absolute_url(), f"{story.get_absolute_url()}?related=all&open=1&open=2&open=3")
        yield f"/stories/{story.pk}/revisions/"


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


def test_no_text_of_any_page_is_said_to_be_in_another_language(client, stories):
    said = set()
    for address in pages_of(stories):
        for text, language, direction in spoken_in(client.get(address).content.decode()):
            owner = OWNER.get(text.strip(" :,"))
            said.add(owner)
            known = {owner or language_of_line(text, language), "" if text in NAMES else owner}
            assert language in known - {None}, f"{address}: {text}"
            assert direction in (direction_of(language), "auto"), f"{address}: {text}"

    assert said >= set(TEXTS)


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
