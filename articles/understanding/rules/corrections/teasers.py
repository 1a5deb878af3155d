"""Lists of teasers below a story: of all their lines the headlines are related, and nothing else."""

from collections.abc import Iterator, Sequence

from articles.lexicon.notices import TEASER_ENDS
from articles.text.dates import is_date
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY, body_span
from articles.understanding.rules.corrections.next_story import begins_story, is_name
from articles.understanding.rules.line_shapes import is_prose, word_count
from articles.understanding.rules.short_pages.page_foot import is_list_cue
from articles.understanding.story import Role

LEAST_STORY = 2  # paragraphs above the list
LEAST_TEASERS, MAX_TEASER = 3, 6  # teasers in a list, and lines of each
SUMMED_UP = 3  # lines of a teaser with headline, summary and time
MOSTLY = 0.8  # share of the teasers with headline and author
MOST_OTHERS = 0.3  # other lines, as a share of the teasers, that are known as related: they are the headlines then
HALF = 0.5  # share of the headlines that are known as related
LEAST_WORDS = 5  # of such headlines, by their mean
MAX_CUE = 40  # characters before the colon
MAX_DAY = 40  # characters of a line with a date
MAX_LABEL = 25  # characters of a line with a time: "3 h ago", "Nov 8", "Nov 8, 35 photos"
LONGER = 1.2  # times that summaries are longer than headlines, by their means
LEAST_TWICE = 4  # words of a headline that the line below it ends in
ARROWS = "»›→> "
_OF_THE_STORY = (Role.HEADLINE, Role.REPEAT)


def without_signed_teasers(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with a list of teasers taken from the body: headline, author, date and text, one after another.

    Each has the same number of lines.
    """
    found, span = list(roles), body_span(roles)
    prose = [index for index in span if roles[index] is Role.PARAGRAPH and is_prose(lines[index].text)]
    if len(prose) <= LEAST_STORY:
        return found
    first = prose[LEAST_STORY - 1] + 1
    for dates in _in_step([index for index in range(first + 2, len(lines)) if _is_day(lines[index].text)]):
        heads = [index - 2 for index in dates]
        places = range(heads[0], min(heads[-1] + dates[1] - dates[0], len(lines)))
        signed = [head for head in heads if _is_author(lines[head + 1].text) and begins_story(lines[head].text)]
        others = sum(roles[index] is Role.RELATED for index in places if index not in heads)
        if len(signed) >= MOSTLY * len(heads) and others <= MOST_OTHERS * len(heads):
            _set(found, places, Role.BOILERPLATE)
            _set(found, [head for head in heads if begins_story(lines[head].text)], Role.RELATED)
    return found


def without_cued_teasers(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without body lines that name another story behind a cue: "Read also: Bridge to close"."""
    found = list(roles)
    for index in body_span(roles):
        if roles[index] in BODY and _is_cued_teaser(lines[index].text):
            found[index] = Role.BOILERPLATE
    return found


def _is_cued_teaser(text: str) -> bool:
    cue, colon, _ = text[: MAX_CUE + 1].replace("：", ":").partition(":")
    return bool(colon) and is_list_cue(cue) and begins_story(text[len(cue) + 1 :].strip() or "-")


def without_summaries(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with each summary taken from a list of headline, summary and time, one after another."""
    found = list(roles)
    if Role.RELATED not in roles:
        return found
    labels = [i for i in range(body_span(roles).stop, len(lines)) if _is_label(lines[i].text)]
    for stretch in _in_step(labels):
        if stretch[1] - stretch[0] != SUMMED_UP:
            continue
        heads, summaries = [i - 2 for i in stretch], [i - 1 for i in stretch]
        listed, others = (sum(roles[index] is Role.RELATED for index in part) for part in (heads, summaries))
        are_long = sum(word_count(lines[index].text) for index in heads) >= LEAST_WORDS * len(heads)
        is_known = listed >= max(HALF * len(heads), others) and are_long  # a kicker is shorter
        if is_known and _length(lines, summaries) >= LONGER * _length(lines, heads):
            _set(found, [i for i in summaries if roles[i] is Role.RELATED], Role.BOILERPLATE)
            _set(found, [i for i in heads if begins_story(lines[i].text)], Role.RELATED)
    return found


def without_second_printings(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles without related headlines that are printed once more right below, behind their kickers."""
    found = list(roles)
    for index in range(1, len(lines)):
        if roles[index] is not Role.RELATED:
            continue
        above, text = lines[index - 1].text, lines[index].text
        if len(text) > len(above) and text.endswith(above) and word_count(above) >= LEAST_TWICE:
            found[index] = Role.REPEAT
            found[index - 1] = Role.RELATED if roles[index - 1] is Role.BOILERPLATE else roles[index - 1]
    return found


def _set(roles: list[Role], places: Sequence[int], role: Role) -> None:
    for index in places:
        if roles[index] not in _OF_THE_STORY:
            roles[index] = role


def _length(lines: Sequence[Line], places: Sequence[int]) -> int:
    return sum(len(lines[index].text) for index in places)


def _is_author(text: str) -> bool:
    return is_name(text) and line_form(text.strip(ARROWS)) not in TEASER_ENDS


def _is_day(text: str) -> bool:
    return len(text) <= MAX_DAY and any(map(str.isdigit, text)) and is_date(text)


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LABEL and any(map(str.isdigit, text))


def _in_step(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stretches of places that stand equally far from each other, a few lines."""
    stretch = list(places[:1])
    for place in places[1:]:
        step = place - stretch[-1]
        if len(stretch) > 1 and step != stretch[-1] - stretch[-2]:
            if len(stretch) >= LEAST_TEASERS:
                yield stretch
            stretch = stretch[-1:]
        stretch = [*stretch, place] if step <= MAX_TEASER else [place]
    if len(stretch) >= LEAST_TEASERS:
        yield stretch
