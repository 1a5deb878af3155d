"""From what the stages say to one role a line: the main run, the headline, the byline, the date, the lists."""

from bisect import bisect
from collections.abc import Sequence

import numpy as np

from articles.text.dates import find_date, is_date, is_day, without_date
from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.features.line_features import FAR
from articles.understanding.features.windows import best_span
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import ends_sentence, has_credit, is_item, is_one_sentence, is_quotation
from articles.understanding.story import Role

# Chosen on dev, out of fold.
BORDERS = (0.3, 0.5)  # within which the page's own border lies
GAP_COST, MOST_GAP_COST = 0.25, -8  # of a line inside the run that isn't kept: a share of its weight, and an end to it
INSIDE_GAIN = 0.2  # what the word of the stage "inside" counts beside that
RELATED = 0.42  # mean of both passes, from which on a line is listed
LEAST_LISTED = 1.5  # lines, as expected by these means; a page with fewer has no list
BYLINE, ALSO_BYLINE = 0.05, 0.3
BYLINE_BELOW = 0.5  # what a line below the body counts
BYLINE_NEAR = 6  # lines around the byline in which others stand, with roles and buttons between them
MIN_BODY = 5  # words of the kept lines; with fewer there is no story
MIN_WIDTH = 30  # or as much in scripts without spaces, where a character is two and a half wide
MAX_SUBHEADING = 16  # words
MAX_CAPTION = 80  # words
SUBHEADING_COMMAS = 2
SUBHEADING_STARTS = "\"'“‘„«»「"
DATE_NEAR = 20  # lines around the headline and the ends of the body in which the date may stand
LEAST_DIGITS = 3  # of a date
SEVERAL = 3  # dates that make a list
BELOW_RELATED = 2  # lines below another story's headline in which its date stands
AFTER_BODY = 15  # lines; how much farther a date below the body counts


def learned_roles(lines: Sequence[Line], judgement: LineProbabilities) -> list[Role]:
    """One role a line, from a judgement that every stage has filled in."""
    kept = _kept(judgement)
    roles = [Role.BOILERPLATE] * len(lines)
    if not kept.any():
        return roles
    headline = judgement.headline
    places = np.flatnonzero(kept).tolist()
    for index in range(places[0], places[-1] + 1):
        roles[index] = _kept_role(lines, index) if kept[index] else _dropped_role(lines, judgement, kept, index)
    for index in np.flatnonzero(_listed(judgement, kept)).tolist():
        roles[index] = Role.RELATED
    _set_standfirst(lines, roles, places)
    _set_date(lines, roles, judgement, places)
    _set_byline(lines, roles, judgement, kept)
    if headline >= 0:
        for index in np.flatnonzero(judgement.line.same == judgement.line.same[headline]).tolist():
            roles[index] = Role.REPEAT
        roles[headline] = Role.HEADLINE
    return roles


def _kept(judgement: LineProbabilities) -> np.ndarray:
    """Whether each line is of the body: likely enough, and within the page's one main run.

    Where mark-up has spoken, there is no need of a run: what stands apart from the story does so by its elements.
    """
    line, body = judgement.line, judgement.said["body"]
    weight = line["words"] + 3
    border = _border(body, weight)
    gain = weight * (body - border)
    gain = np.where(gain > 0, gain, np.maximum(gain * GAP_COST, MOST_GAP_COST))
    span = best_span(gain + INSIDE_GAIN * weight * (judgement.said["inside"] - 0.5))
    run = slice(None) if judgement.is_marked else span
    kept = np.zeros(line.count, dtype=bool)
    kept[run] = body[run] >= border
    return kept if line["words"][kept].sum() >= MIN_BODY or line["width"][kept].sum() >= MIN_WIDTH else kept & False


def _border(body: np.ndarray, weight: np.ndarray) -> float:
    """The probability from which on lines are kept: where the page's expected F1 is highest, within limits."""
    order = np.argsort(-body, kind="stable")
    expected = weight * body
    f1 = 2 * np.cumsum(expected[order]) / (np.cumsum(weight[order]) + expected.sum())
    return float(np.clip(body[order][f1.argmax()], *BORDERS))


def _listed(judgement: LineProbabilities, kept: np.ndarray) -> np.ndarray:
    """Whether each line is another story's headline; none is on a page that hardly has any."""
    said = (judgement.said["first_related"] + judgement.said["related"]) / 2
    listed = (said >= RELATED) & ~kept
    return listed & (said[listed].sum() >= LEAST_LISTED)


def _kept_role(lines: Sequence[Line], index: int) -> Role:
    text = lines[index].text
    if is_item(text):
        return Role.ITEM
    short = len(text.split()) <= MAX_SUBHEADING and text.count(",") <= SUBHEADING_COMMAS
    begins = text[0].isalnum() or text[0] in SUBHEADING_STARTS
    if short and begins and text[-1] != ":" and not ends_sentence(text) and is_one_sentence(text) and len(text) <= 120:
        return Role.PARAGRAPH if is_quotation(text) else Role.SUBHEADING
    return Role.PARAGRAPH


def _dropped_role(lines: Sequence[Line], judgement: LineProbabilities, kept: np.ndarray, index: int) -> Role:
    """A line of the run that isn't of the body is a caption when it says so, or stands between two paragraphs."""
    text, line = lines[index].text, judgement.line
    words = len(text.split())
    if not 3 <= words <= MAX_CAPTION or line["flags"][index] or line["cue_related"][index] or line["date"][index]:
        return Role.CAPTION if has_credit(text) and words <= MAX_CAPTION else Role.BOILERPLATE
    if has_credit(text) or line["cue_credit"][index] or line["cue_caption"][index]:
        return Role.CAPTION
    between = kept[index - 1] and kept[index + 1] and line["stop"][index - 1] and line["stop"][index + 1]
    return Role.CAPTION if between and not line["cue_promo"][index] else Role.BOILERPLATE


def _set_standfirst(lines: Sequence[Line], roles: list[Role], places: Sequence[int]) -> None:
    """The first line of the body, when it is printed again in the body; the body keeps the later printing."""
    first = lines[places[0]].text
    if any(lines[place].text == first for place in places[1:]):
        roles[places[0]] = Role.STANDFIRST


def _set_date(lines: Sequence[Line], roles: list[Role], judgement: LineProbabilities, places: Sequence[int]) -> None:
    """The line that says when the story was published: near a printing of the headline, or the body's ends."""
    line, above, below = judgement.line, [places[0]], places[-1]
    if judgement.headline >= 0:
        printings = np.flatnonzero(line.same == line.same[judgement.headline]).tolist()
        above = sorted([*above, *printings[printings[0] == 0 :]])  # the page's title stands by the masthead's date
    best, least, kept = -1, np.inf, set(places)
    dated = set(np.flatnonzero(line.shape("digits") >= LEAST_DIGITS).tolist())
    dated -= _of_a_list(lines, judgement, below)
    for index in sorted((_around([*above, below], len(lines)) & dated) - kept):
        found = None
        if not _is_of_others(index, roles, judgement, below) and not (index < above[0] and is_day(lines[index].text)):
            found = find_date(lines[index].text, day_first=line.language > 0)
        if found is not None:
            at = bisect(above, index)
            near = [above[max(0, at - 1)], above[min(at, len(above) - 1)]]
            away = min(abs(index - place) + 2 * (index < place) for place in near)
            cost = found.cost + min(away, AFTER_BODY + abs(index - below))
            best, least = (index, cost) if cost < least else (best, least)
    if best >= 0:
        roles[best] = Role.DATELINE


def _is_of_others(index: int, roles: Sequence[Role], judgement: LineProbabilities, below: int) -> bool:
    """Whether the line stands in a list of other stories, right below one of their headlines, or among comments."""
    if Role.RELATED in roles[max(0, index - BELOW_RELATED) : index + 1]:
        return True
    since = judgement.line["since_comments"][index]
    return since < FAR and index - since > below


def _of_a_list(lines: Sequence[Line], judgement: LineProbabilities, below: int) -> set[int]:
    """The dates below the body that stand each below a line like a headline, where there are several."""
    like = judgement.line["headline_like"]
    found = {i for i in range(below + 2, len(lines)) if like[i - 1] and is_date(lines[i].text)}
    return found if len(found) >= SEVERAL else set()


def _around(places: Sequence[int], count: int) -> set[int]:
    return {i for place in places for i in range(max(0, place - DATE_NEAR), min(count, place + DATE_NEAR + 1))}


def _set_byline(lines: Sequence[Line], roles: list[Role], judgement: LineProbabilities, kept: np.ndarray) -> None:
    """The likeliest line, be it that the date stands on it too, and the lines near it that name more authors."""
    said = np.where(kept, 0, judgement.said["byline"])
    said[np.flatnonzero(kept)[-1] + 1 :] *= BYLINE_BELOW
    for index in np.flatnonzero(said >= BYLINE).tolist():
        text = lines[index].text
        if has_credit(text) or is_date(text) or not without_date(text):
            said[index] = 0
    best = int(said.argmax())
    if said[best] < BYLINE:
        return
    first = max(0, best - BYLINE_NEAR)
    also = first + np.flatnonzero(said[first : best + BYLINE_NEAR + 1] >= ALSO_BYLINE)
    for index in (best, *also.tolist()):
        roles[index] = Role.BYLINE
