"""Labelling: one role per line from all stages' probabilities, starting from the page's one main run."""

from bisect import bisect
from collections.abc import Sequence

import numpy as np

from articles.text.dates import find_date, is_date, is_day, says_when, without_date
from articles.text.language import writes_day_first
from articles.text.normal_form import line_form
from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.classifier.inner_teasers import inner_teasers
from articles.understanding.classifier.whole_parts import is_whole_item, keep_lists_whole, set_captions
from articles.understanding.features.line_features import FAR
from articles.understanding.features.markup import Markup
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    has_credit,
    is_boilerplate,
    is_byline,
    is_item,
    is_one_sentence,
    is_page_line,
    is_quotation,
    is_tail_cue,
    word_count,
)
from articles.understanding.rules.rights import is_rights_notice
from articles.understanding.rules.short_pages.around_body import around_body
from articles.understanding.rules.short_pages.cued_list import CuedList
from articles.understanding.rules.short_pages.page_foot import is_foot
from articles.understanding.rules.title_line import headline_of_title
from articles.understanding.story import Role

# Chosen on the development pages, out of fold.
RELATED = 0.42  # probability from which a line is a related headline
LEAST_LISTED = 1.5  # lines, the sum of these probabilities; a page with fewer has no list
LISTED_LINKED = 0.8  # share of a listed line's characters that are a link; where half of a list's lines are such
BYLINE, ALSO_BYLINE = 0.05, 0.3  # least probability of the best line, and of further ones
SURE_BYLINE = 0.3  # from which a caption or a line of the masthead or the tail may be one
BYLINE_BELOW = 0.5  # factor for lines below the body
ABOVE_HEADLINE = 3  # lines above the headline in which its byline may stand
BYLINE_NEAR = 6  # lines around the byline in which others stand, with roles and buttons between them
MIN_BODY = 5  # words of the kept lines; with fewer there is no story
MIN_WIDTH = 30  # or characters, in scripts without spaces, where each counts for two and a half
MAX_SUBHEADING = 16  # words
MAX_CAPTION = 80  # words
SUBHEADING_COMMAS = 2
SUBHEADING_STARTS = "\"'“‘„«»「"
DATE_NEAR = 20  # lines around the headline and the ends of the body in which the date may stand
LEAST_DIGITS = 3  # of a date
SEVERAL = 3  # dates that make a list
BELOW_RELATED = 2  # lines below another story's headline in which its date stands
AFTER_BODY = 15  # lines that a date below the body counts as farther away


def learned_roles(lines: Sequence[Line], probabilities: LineProbabilities) -> list[Role]:
    """Give each line one role, from the probabilities of all stages."""
    kept = _kept(lines, probabilities)
    around = around_body(lines, kept.tolist(), _likely_headline(lines, probabilities))
    kept[list(around.outside)] = False
    probabilities.headline = headline = around.headline
    bylines = _take_head(lines, kept, headline)
    if not kept.any():
        return [Role.BOILERPLATE] * len(lines)
    places = np.flatnonzero(kept).tolist()
    roles = _roles_of_run(lines, probabilities, kept, range(places[0], places[-1] + 1))
    for index in np.flatnonzero(_listed(lines, probabilities, kept)).tolist():
        roles[index] = Role.RELATED
    _set_lists(lines, roles, around.lists)
    first = headline + 1 if 0 <= headline < places[0] else places[0]
    set_captions(lines, roles, range(first, places[-1] + 1), probabilities.markup)
    _set_standfirst(lines, roles, places)
    _set_date(lines, roles, probabilities, places)
    if not bylines:
        _set_byline(lines[: around.lists[0].cue if around.lists else None], roles, probabilities, kept)
    for index in bylines or around.bylines if Role.BYLINE not in roles else ():
        roles[index] = Role.BYLINE
    if headline >= 0:
        text_ids = probabilities.features.text_ids
        for index in np.flatnonzero(text_ids == text_ids[headline]).tolist():
            roles[index] = Role.REPEAT
        roles[headline] = Role.HEADLINE
    return roles


def _likely_headline(lines: Sequence[Line], probabilities: LineProbabilities) -> int:
    """The index of the likeliest headline; in text, where no mark-up names it, that which the page's title names."""
    likeliest = probabilities.headline
    return likeliest if probabilities.markup else headline_of_title(lines, likeliest)


def _roles_of_run(lines: Sequence[Line], probabilities: LineProbabilities, kept: np.ndarray, run: range) -> list[Role]:
    """Give the lines of the run their roles; what `kept` holds of other stories' teasers is taken from it."""
    roles = [Role.BOILERPLATE] * len(lines)
    for index in run:
        dropped = _dropped_role(lines, probabilities, kept, index) if not kept[index] else None
        roles[index] = dropped or _kept_role(lines, index, probabilities.markup)
    for teaser in inner_teasers(lines, kept, probabilities.markup):
        kept[teaser] = False
        roles[teaser.start : teaser.stop] = [Role.BOILERPLATE] * len(teaser)
    return roles


def _kept(lines: Sequence[Line], probabilities: LineProbabilities) -> np.ndarray:
    """Whether each line is of the body, with its lists whole; none is where there is hardly any."""
    features, kept = probabilities.features, probabilities.kept.copy()
    if probabilities.markup is not None:
        keep_lists_whole(lines, kept, features["words"] + 3, probabilities.markup)
    is_enough = features["words"][kept].sum() >= MIN_BODY or features["width"][kept].sum() >= MIN_WIDTH
    return kept if is_enough else kept & False


def _take_head(lines: Sequence[Line], kept: np.ndarray, headline: int) -> list[int]:
    """Take the bylines and dates right below the headline from the body's beginning; return the bylines."""
    bylines = []
    for index in np.flatnonzero(kept).tolist() if headline >= 0 else ():
        text = lines[index].text
        is_author = is_byline(text) and not ends_sentence(text)
        if not (headline < index <= headline + BYLINE_NEAR and (is_author or (is_date(text) and find_date(text)))):
            break
        kept[index] = False
        bylines += [index] * is_author
    return bylines


def _listed(lines: Sequence[Line], probabilities: LineProbabilities, kept: np.ndarray) -> np.ndarray:
    """Whether each line is a related headline; none is where the page would have hardly any."""
    probability = probabilities.listed
    listed: np.ndarray = (probability >= RELATED) & ~kept
    for index in np.flatnonzero(listed).tolist():
        listed[index] = not is_date(lines[index].text) and not is_page_line(lines[index].text)
    if probabilities.markup is not None:
        listed &= ~_summaries(listed, probabilities.markup)
    return listed if probability[listed].sum() >= LEAST_LISTED else listed & False


def _summaries(listed: np.ndarray, markup: Markup) -> np.ndarray:
    """Find the lines without a link in a list whose other lines are links: summaries, labels."""
    is_link = markup.linked >= LISTED_LINKED
    return (
        ~is_link & (markup.linked <= 1 - LISTED_LINKED)
        if (is_link & listed).sum() * 2 >= listed.sum()
        else listed & False
    )


def _kept_role(lines: Sequence[Line], index: int, markup: Markup | None) -> Role:
    """Tell subheadings and items from the body's paragraphs."""
    text = lines[index].text
    if is_item(text) or is_whole_item(index, text, markup):
        return Role.ITEM
    short = word_count(text) <= MAX_SUBHEADING and text.count(",") <= SUBHEADING_COMMAS
    begins = text[0].isalnum() or text[0] in SUBHEADING_STARTS
    if short and begins and text[-1] != ":" and not ends_sentence(text) and is_one_sentence(text) and len(text) <= 120:
        return Role.PARAGRAPH if is_quotation(text) else Role.SUBHEADING
    return Role.PARAGRAPH


def _dropped_role(lines: Sequence[Line], probabilities: LineProbabilities, kept: np.ndarray, index: int) -> Role:
    """Tell captions, by a credit or a place between two paragraphs, from boilerplate among the run's other lines."""
    text, features = lines[index].text, probabilities.features
    words = len(text.split())
    is_marked = features["flags"][index] or features["cue_related"][index] or features["date"][index]
    if not 3 <= words <= MAX_CAPTION or is_marked:
        return Role.CAPTION if has_credit(text) and words <= MAX_CAPTION else Role.BOILERPLATE
    if has_credit(text) or features["cue_credit"][index] or features["cue_caption"][index]:
        return Role.CAPTION
    between = kept[index - 1] and kept[index + 1] and features["stop"][index - 1] and features["stop"][index + 1]
    return Role.CAPTION if between and not features["cue_promo"][index] else Role.BOILERPLATE


def _set_lists(lines: Sequence[Line], roles: list[Role], lists: Sequence[CuedList]) -> None:
    """Mark the lists under a cue, each without holes; no line of the page's foot is of a list."""
    for cued in lists:
        roles[cued.cue : cued.end] = [Role.BOILERPLATE] * (cued.end - cued.cue)
        for index in cued.entries:
            roles[index] = Role.RELATED
    for index in range(lists[0].cue if lists else len(lines), len(lines)):
        if roles[index] is Role.RELATED and is_foot(lines[index].text):
            roles[index] = Role.BOILERPLATE


def _set_standfirst(lines: Sequence[Line], roles: list[Role], places: Sequence[int]) -> None:
    """Mark the body's first line as the standfirst when it is printed again in the body, which keeps that printing."""
    first = lines[places[0]].text
    if any(lines[place].text == first for place in places[1:]):
        roles[places[0]] = Role.STANDFIRST


def _set_date(
    lines: Sequence[Line], roles: list[Role], probabilities: LineProbabilities, places: Sequence[int]
) -> None:
    """Mark the line with the date of publication: near a printing of the headline, or near the body's ends."""
    features, above, below = probabilities.features, [places[0]], places[-1]
    if probabilities.headline >= 0:
        printings = np.flatnonzero(features.text_ids == features.text_ids[probabilities.headline]).tolist()
        above = sorted([*above, *printings[printings[0] == 0 :]])  # the page's title stands by the masthead's date
    best, least, kept = -1, np.inf, set(places)
    day_first = features.language > 0 or writes_day_first("\n".join(lines[place].text for place in places))
    dated = set(np.flatnonzero(features.shape("digits") >= LEAST_DIGITS).tolist())
    dated -= _of_a_list(lines, probabilities, below)
    for index in sorted((_around([*above, below], len(lines)) & dated) - kept):
        found = None
        is_capture = index < above[0] and is_day(lines[index].text)
        if not _is_of_others(index, roles, probabilities, below) and not is_capture:
            found = find_date(_with_label(lines, index), day_first=day_first)
        if found is not None:
            at = bisect(above, index)
            near = [above[max(0, at - 1)], above[min(at, len(above) - 1)]]
            away = min(abs(index - place) + 2 * (index < place) for place in near)
            cost = found.cost + min(away, AFTER_BODY + abs(index - below))
            best, least = (index, cost) if cost < least else (best, least)
    if best >= 0:
        roles[best] = Role.DATELINE


def _with_label(lines: Sequence[Line], index: int) -> str:
    """The line, behind the line above it where that is nothing but a word such as "Updated"."""
    text, above = lines[index].text, lines[index - 1].text if index else ""
    return f"{above} {text}" if not any(map(str.isdigit, above)) and says_when(above) else text


def _is_of_others(index: int, roles: Sequence[Role], probabilities: LineProbabilities, below: int) -> bool:
    """Whether the line belongs to another story or a comment: right below a related headline, or among comments."""
    if Role.RELATED in roles[max(0, index - BELOW_RELATED) : index + 1]:
        return True
    since = probabilities.features["since_comments"][index]
    return bool(since < FAR and index - since > below)


def _of_a_list(lines: Sequence[Line], probabilities: LineProbabilities, below: int) -> set[int]:
    """Find the date lines below the body that each stand below a line like a headline, where there are several."""
    like = probabilities.features["headline_like"]
    found = {i for i in range(below + 2, len(lines)) if like[i - 1] and is_date(lines[i].text)}
    return found if len(found) >= SEVERAL else set()


def _around(places: Sequence[int], count: int) -> set[int]:
    """The indices of lines within DATE_NEAR of one of these places."""
    return {i for place in places for i in range(max(0, place - DATE_NEAR), min(count, place + DATE_NEAR + 1))}


def _set_byline(lines: Sequence[Line], roles: list[Role], probabilities: LineProbabilities, kept: np.ndarray) -> None:
    """Mark the most probable line as the byline, and lines near it that name further authors."""
    is_cue = (probabilities.features["cue_related"] > 0) & (probabilities.features["cue_byline"] == 0)
    candidates = np.where(kept | is_cue, 0, probabilities["byline"])
    candidates[len(lines) :] = 0
    end = int(np.flatnonzero(kept)[-1])
    candidates[end + 1 :] *= BYLINE_BELOW
    possible = np.flatnonzero(candidates >= BYLINE).tolist()
    outside = [index for index in possible if index > end or index < probabilities.headline]
    notices = [line_form(line.text) for line in lines if is_rights_notice(line.text)] if outside else []
    for index in possible:
        is_of_page = index in outside and (
            any(f" {line_form(lines[index].text)} " in f" {notice} " for notice in notices)
            or _is_of_the_page(lines, index, end, probabilities.headline)
        )
        is_unlike = candidates[index] < SURE_BYLINE and (is_of_page or roles[index] is Role.CAPTION)
        if is_unlike or _is_no_byline(lines[index].text):
            candidates[index] = 0
    best = int(candidates.argmax())
    if candidates[best] < BYLINE:
        return
    first = max(0, best - BYLINE_NEAR)
    also = first + np.flatnonzero(candidates[first : best + BYLINE_NEAR + 1] >= ALSO_BYLINE)
    for index in (best, *also.tolist()):
        is_masthead = index < probabilities.headline < best and not is_byline(lines[index].text)
        if not is_masthead:
            roles[index] = Role.BYLINE


def _is_no_byline(text: str) -> bool:
    """Whether a line is something else: a credit, a date, a control, a rights notice."""
    is_dated = is_date(text) or not without_date(text)
    return is_dated or has_credit(text) or is_boilerplate(text) or is_tail_cue(text) or is_rights_notice(text)


def _is_of_the_page(lines: Sequence[Line], index: int, end: int, headline: int) -> bool:
    """Whether a line above the headline or below the body is of the masthead or the tail."""
    is_in_tail = index > end + BYLINE_NEAR or any(is_tail_cue(line.text) for line in lines[end + 1 : index])
    return (is_in_tail if index > end else index < headline - ABOVE_HEADLINE) and not is_byline(lines[index].text)
