"""Rules for the body: paragraphs, and the captions, subheadings, quotations and lists between them."""

from collections.abc import Collection, Sequence

from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    MAX_CAPTION,
    MAX_SUBHEADING,
    ends_sentence,
    ends_with_full_stop,
    has_credit,
    has_speech,
    has_verb,
    is_attribution,
    is_boilerplate,
    is_invitation,
    is_item,
    is_prose,
    is_quotation,
    is_tail_cue,
    is_title_cased,
    starts_lower,
    word_count,
)
from articles.understanding.rules.newsletter_box import invites
from articles.understanding.story import Role

MIN_SENTENCE = 6  # words of a sentence without a full stop
MAX_NAME = 3  # words
MAX_UNSPACED_SUBHEADING = 8  # words, where no blank lines set it apart


def body_roles(
    lines: Sequence[Line], headline: str, boilerplate: Collection[str], *, is_cut: bool, has_masthead: bool
) -> list[Role]:
    """Give each line of the body a role; `is_cut`: nothing follows the body, so its last line may be cut off.

    `has_masthead`: a masthead stands above; then capitals or two blank lines tell a subheading from a caption.
    """
    spaced = any(line.blanks_before >= 2 and line.blanks_after >= 2 for line in lines)
    roles: list[Role] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.text in boilerplate or _is_boilerplate(line.text):
            roles.append(Role.BOILERPLATE)
        elif headline and line_form(line.text) == line_form(headline):
            roles.append(Role.REPEAT)
        elif roles and roles[-1] is Role.QUOTE and not line.blanks_before and is_attribution(line.text):
            roles.append(Role.QUOTE)
        elif has_masthead and not spaced and _is_description(line):
            roles.append(Role.CAPTION)
        elif is_cut and following is None and word_count(line.text) > 3 and not has_credit(line.text):
            roles.append(Role.ITEM if is_item(line.text) else Role.PARAGRAPH)
        else:
            roles.append(_block_role(line, following, spaced))
    return roles


def _is_boilerplate(text: str) -> bool:
    """Whether the line is a control, a heading of the tail or an invitation; a bare credit is a caption."""
    if invites(text) and (is_invitation(text) or not ends_sentence(text)):
        return True
    return (is_boilerplate(text) and not has_credit(text)) or is_tail_cue(text)


def _is_description(line: Line) -> bool:
    """Whether the line, set apart by single blank lines, describes a picture, or names whom it shows."""
    words = line.text.split()
    if not (line.blanks_before == 1 == line.blanks_after) or is_item(line.text) or not _is_caption(line, None):
        return False
    is_name = len(words) <= MAX_NAME and all(word[0].isupper() for word in words)
    return is_name or (len(words) > MAX_NAME and not is_title_cased(line.text))


def _block_role(line: Line, following: Line | None, spaced: bool) -> Role:
    """Classify a line by its shape and its gaps; `spaced`: two blank lines set off the body's subheadings."""
    text = line.text
    if is_item(text):
        return Role.ITEM
    if following and is_quotation(text) and not line.blanks_after and is_attribution(following.text):
        return Role.QUOTE
    if has_credit(text):
        return Role.CAPTION
    if ends_with_full_stop(text) or (ends_sentence(text) and not (line.blanks_before >= 2 and line.blanks_after >= 2)):
        return Role.PARAGRAPH
    if _is_subheading(line, following, spaced):
        return Role.SUBHEADING
    return Role.CAPTION if _is_caption(line, following) else Role.PARAGRAPH


def _is_subheading(line: Line, following: Line | None, spaced: bool) -> bool:
    """Whether the line is set off by two blank lines on both sides or, where no line is, is short and above prose."""
    if following is None or continues_line(following) or line.text[-1] in ":;,":
        return False
    if spaced:
        return line.blanks_before >= 2 and line.blanks_after >= 2 and word_count(line.text) <= MAX_SUBHEADING
    is_short = word_count(line.text) <= MAX_UNSPACED_SUBHEADING and not (
        word_count(line.text) >= MIN_SENTENCE and has_verb(line.text)
    )
    return is_short and is_prose(following.text)


def _is_caption(line: Line, following: Line | None) -> bool:
    """Whether the line is some words without a full stop that the next line doesn't continue."""
    if ends_sentence(line.text) or line.text[-1] in ":;,-–—" or has_speech(line.text) or has_verb(line.text):
        return False
    if following and continues_line(following):
        return False
    return 2 <= word_count(line.text) <= MAX_CAPTION


def continues_line(following: Line) -> bool:
    """Whether a line continues the one above it: no blank line between them, and it begins in lower case."""
    return not following.blanks_before and starts_lower(following.text)
