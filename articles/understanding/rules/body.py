"""The story itself: paragraphs, and the captions, subheadings, quotations and lists between them."""

from collections.abc import Collection, Sequence

from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    MAX_CAPTION,
    MAX_SUBHEADING,
    ends_sentence,
    has_credit,
    is_attribution,
    is_boilerplate,
    is_item,
    is_prose,
    is_quotation,
    is_tail_cue,
    starts_lower,
    word_count,
)
from articles.understanding.story import Role

MAX_UNSPACED_SUBHEADING = 8  # words, where no blank lines set it apart


def body_roles(lines: Sequence[Line], headline: str, boilerplate: Collection[str], *, is_cut: bool) -> list[Role]:
    """One role a line. `is_cut` says that nothing stands after the story, so that its last line may be broken off."""
    spaced = any(line.blanks_before >= 2 and line.blanks_after >= 2 for line in lines)
    roles: list[Role] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text in boilerplate or is_boilerplate(line.text) or is_tail_cue(line.text):
            roles.append(Role.BOILERPLATE)
        elif headline and normal_form(line.text) == normal_form(headline):
            roles.append(Role.REPEAT)
        elif roles and roles[-1] is Role.QUOTE and not line.blanks_before and is_attribution(line.text):
            roles.append(Role.QUOTE)
        elif is_cut and following is None and word_count(line.text) > 3:
            roles.append(Role.ITEM if is_item(line.text) else Role.PARAGRAPH)
        else:
            roles.append(_block_role(line, following, spaced))
    return roles


def _block_role(line: Line, following: Line | None, spaced: bool) -> Role:
    text = line.text
    if is_item(text):
        return Role.ITEM
    if following and is_quotation(text) and not line.blanks_after and is_attribution(following.text):
        return Role.QUOTE
    if has_credit(text):
        return Role.CAPTION
    if ends_sentence(text) and not (line.blanks_before >= 2 and line.blanks_after >= 2):
        return Role.PARAGRAPH
    if _is_subheading(line, following, spaced):
        return Role.SUBHEADING
    return Role.CAPTION if _is_caption(line, following) else Role.PARAGRAPH


def _is_subheading(line: Line, following: Line | None, spaced: bool) -> bool:
    """Two blank lines on both sides set a subheading apart; where none do, it is a short line above prose."""
    if following is None or text_goes_on(following):
        return False
    if spaced:
        return line.blanks_before >= 2 and line.blanks_after >= 2 and word_count(line.text) <= MAX_SUBHEADING
    return word_count(line.text) <= MAX_UNSPACED_SUBHEADING and is_prose(following.text) and line.text[-1] not in ":;,"


def _is_caption(line: Line, following: Line | None) -> bool:
    """A line of some words without a stop, that no other line goes on from."""
    if ends_sentence(line.text) or line.text[-1] in ":;,-–—" or (following and text_goes_on(following)):
        return False
    return 3 <= word_count(line.text) <= MAX_CAPTION


def text_goes_on(following: Line) -> bool:
    """Whether the next line continues a broken one: glued to it, in lower case."""
    return not following.blanks_before and starts_lower(following.text)
