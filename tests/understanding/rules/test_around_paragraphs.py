"""What stands above and between the paragraphs of a story, and the tables that are part of it."""

import pytest

from articles.lexicon.notices import OUTSIDE_CONTENT, OUTSIDE_WORDS
from articles.understanding.lines import lines_of
from articles.understanding.rules.corrections.first_paragraph import from_agency_line
from articles.understanding.rules.corrections.inserted import without_controls, without_text_above
from articles.understanding.rules.corrections.lists import with_whole_tables
from articles.understanding.rules.corrections.notices import without_outside_content
from articles.understanding.rules.line_shapes import is_page_line
from articles.understanding.story import Role

OUT, HEAD, TEXT, ITEM, LIST = Role.BOILERPLATE, Role.HEADLINE, Role.PARAGRAPH, Role.ITEM, Role.RELATED
DATED, CAPTION, SUBHEADING = Role.DATELINE, Role.CAPTION, Role.SUBHEADING
HEADLINE = "Harbour bell rings for the first fog"
STORY = [
    "The bell had been silent since April, and nobody in the lower town had missed it until the fog came.",
    "On Friday it rang twice before the ferry was seen, and the harbour master wrote both hours into his book.",
    "The trustees will meet on Monday to decide who may ring it, and who has to oil it before the winter.",
]
TEASERS = [
    "Two rowers of the upper town won the regatta by the length of an oar, after eleven years without a medal.",
    "They had trained at night on the mill pond, since the river was closed for the building of the weir.",
    "A school on the island has counted its pupils twice and found one more, who lives with the lighthouse keeper.",
]


def roles_after(correct, texts, roles):
    return correct(lines_of("\n".join(texts)), roles)


def test_teasers_far_above_the_headline_that_begins_the_page_leave_the_body():
    texts = [f"{HEADLINE} - The Gazette", *TEASERS, "Sport", "Letters", HEADLINE, "16 June 2023", *STORY[:2]]
    roles = [OUT, TEXT, TEXT, TEXT, OUT, OUT, HEAD, DATED, TEXT, TEXT]

    assert roles_after(without_text_above, texts, roles) == [*[OUT] * 6, HEAD, DATED, TEXT, TEXT]


def test_body_above_the_last_line_of_the_headline_stays_where_nothing_is_below():
    texts = [f"{HEADLINE} - The Gazette", *STORY, "Sport", "Letters", HEADLINE, "16 June 2023"]
    roles = [OUT, TEXT, TEXT, TEXT, OUT, OUT, HEAD, DATED]

    assert roles_after(without_text_above, texts, roles) == roles


AGENCY = (
    "SKERRY POINT, Kern. (HNA) — The bell had been silent since April, and nobody had missed it until the fog came."
)
MENU = [f"Section {number}" for number in range(14)]


@pytest.mark.parametrize("sign", ["—", "-", "–"])
def test_story_begins_at_its_place_and_agency(sign):
    texts = ["Weather of the week", *MENU, *TEASERS, HEADLINE, "June 16, 2023", AGENCY.replace("—", sign), *STORY[1:]]
    roles = [HEAD, *[OUT] * 14, TEXT, TEXT, TEXT, LIST, OUT, TEXT, TEXT, TEXT]

    assert roles_after(from_agency_line, texts, roles) == [*[OUT] * 18, HEAD, DATED, TEXT, TEXT, TEXT]


def test_reports_of_several_places_are_one_story():
    second = AGENCY.replace("SKERRY POINT", "UPPER MILL")
    texts = ["Weather of the week", *MENU, *TEASERS, HEADLINE, "June 16, 2023", AGENCY, second, *STORY[1:]]
    roles = [HEAD, *[OUT] * 14, TEXT, TEXT, TEXT, LIST, OUT, TEXT, TEXT, TEXT, TEXT]

    assert roles_after(from_agency_line, texts, roles) == roles


def test_controls_leave_the_body_and_a_picture_with_its_rights_is_a_caption():
    picture = (
        "The lamp room of Skerry Point on the morning after the fog. Ada Finch/Copyright 2023 HNA. All rights reserved."
    )
    texts = [
        HEADLINE,
        STORY[0],
        "Read more: Ferry timetable changes again",
        STORY[1],
        picture,
        STORY[2],
        "Advertisement",
    ]
    roles = [HEAD, TEXT, TEXT, TEXT, TEXT, TEXT, SUBHEADING]

    assert roles_after(without_controls, texts, roles) == [HEAD, TEXT, OUT, TEXT, CAPTION, TEXT, OUT]


ROWS = [f"{number}. stage: {number + 3} June – Lower Town" for number in range(1, 9)]


@pytest.mark.parametrize("kept", [(6, 8), (2, 5), (0, 2)])
def test_all_rows_of_a_calendar_are_kept_where_the_body_holds_some(kept):
    found = [TEXT if kept[0] <= number < kept[1] else OUT for number in range(len(ROWS))]

    roles = roles_after(with_whole_tables, [HEADLINE, "Sport", *ROWS, *STORY], [HEAD, OUT, *found, TEXT, TEXT, TEXT])

    assert roles == [HEAD, OUT, *[ITEM] * len(ROWS), TEXT, TEXT, TEXT]


def test_numbered_headlines_are_no_table():
    most_read = [f"{number} {text.split(',')[0]}" for number, text in enumerate([*STORY, *TEASERS], 1)]
    roles = [HEAD, TEXT, *[LIST] * len(most_read), TEXT, TEXT]

    assert roles_after(with_whole_tables, [HEADLINE, STORY[0], *most_read, *STORY[1:]], roles) == roles


ASKING = {
    "en": [
        "External content",
        "This article includes content provided by Pictogram. We ask for your permission before anything is loaded.",
    ],
    "de": ["Externer Inhalt", "An dieser Stelle finden Sie einen externen Inhalt von Pictogram zum Artikel."],
    "fr": ["Contenu externe", "Ce contenu est bloqué parce que vous n’avez pas accepté les traceurs de Pictogram."],
    "es": ["Contenido externo", "Para ver este contenido necesitas aceptar las cookies de Pictogram."],
    "nl": ["Externe inhoud", "Om deze inhoud te tonen hebben wij uw toestemming nodig."],
}


@pytest.mark.parametrize("language", ASKING)
def test_box_that_asks_before_it_loads_another_site_leaves_the_body(language):
    texts = [HEADLINE, STORY[0], *ASKING[language], *STORY[1:]]

    roles = roles_after(without_outside_content, texts, [HEAD, TEXT, SUBHEADING, TEXT, TEXT, TEXT])

    assert roles == [HEAD, TEXT, OUT, OUT, TEXT, TEXT]


def test_each_sentence_of_a_box_has_a_word_of_the_quick_test():
    assert [one for one in OUTSIDE_CONTENT if not any(word in one for word in OUTSIDE_WORDS)] == []


def test_paragraph_about_content_of_others_stays():
    texts = [
        HEADLINE,
        STORY[0],
        "The council wants to know which external content its own pages load, and from where.",
        STORY[1],
    ]
    roles = [HEAD, TEXT, TEXT, TEXT]

    assert roles_after(without_outside_content, texts, roles) == roles


@pytest.mark.parametrize("text", ["});", "────────", ">>> copy . .", "print x", "* * *", "| 3 | 4 | 5 |"])
def test_code_and_rules_of_signs_stay_in_the_body(text):
    roles = [HEAD, TEXT, TEXT, TEXT]

    assert roles_after(without_controls, [HEADLINE, STORY[0], text, STORY[1]], roles) == roles


@pytest.mark.parametrize(
    "text",
    [
        "Imprint | Contact | Privacy policy",
        "[ Publisher and editor : Ada Finch ] [ Number : 02321 ] [ Since : 2012 ]",
        "Write to Ottilie Brandt at desk@gazette.example",
        "The lamp room at night ⓒ Harbour News",
    ],
)
def test_lines_of_a_page_are_no_related_headlines(text):
    assert is_page_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright row over the harbour bell reaches the council",
        "Two rowers win the regatta at last | Interview with Ida Lund | Harbour Hour",
        "Mayor answers @bellringer in eleven messages",
        "著作権法の改正案、港の鐘の音は対象外に",
    ],
)
def test_headlines_with_signs_stay_related(text):
    assert not is_page_line(text)
