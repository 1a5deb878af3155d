"""What a document changed of a story: the difference of two states, as details of an outcome."""

from collections.abc import Sequence
from typing import Any

from articles.captures.capture import Capture
from articles.captures.planning import text_fingerprint
from articles.captures.word_diff import changed_paragraphs, compare, paragraphs_of
from articles.importing.outcomes.facts import StoryFacts
from articles.text.near_duplicates import is_beginning

type Detail = dict[str, Any]  # its code, and the parameters of its sentence

# Values beside the text, in the order in which a sentence names them.
VALUES = ("source", "tagline", "source_url", "url", "published", "byline", "language", "captured_on")
MAX_LINES = 20  # of those left out that an outcome names


def differences(before: StoryFacts, after: StoryFacts) -> list[Detail]:
    """What changed; nothing when an export would show the same."""
    if before == after:
        return []
    details = _text(before, after) + _values(before, after) + _related(before, after)
    return details or [{"code": "sureness"}]


def _text(before: StoryFacts, after: StoryFacts) -> list[Detail]:
    details: list[Detail] = []
    old, new = before.comparable_text, after.comparable_text
    earlier = {fingerprint for fingerprint, _ in after.earlier} - {fingerprint for fingerprint, _ in before.earlier}
    was = text_fingerprint(before.key, old)
    if before.key != after.key:
        details.append({"code": "headline", "before": before.headline})
    if old != new:
        is_fuller = was not in earlier and (is_beginning(old, new) or not earlier)
        details.append({"code": "fuller" if is_fuller else "text", "paragraphs": _paragraphs(before, after)})
    elif before.key == after.key and _form(before) != _form(after):
        details.append({"code": "form"})
    if earlier - {was}:
        details.append({"code": "earlier-text", "texts": len(earlier - {was})})
    elif not details and before.earlier != after.earlier:
        details.append({"code": "earlier-texts"})
    return details


def _form(facts: StoryFacts) -> tuple[Any, ...]:
    return facts.headline, facts.standfirst, facts.blocks


def _paragraphs(before: StoryFacts, after: StoryFacts) -> int:
    old, new = (
        paragraphs_of(facts.headline, facts.standfirst, ((kind, text) for kind, text, _ in facts.blocks))
        for facts in (before, after)
    )
    return changed_paragraphs(compare(old, new))


def _values(before: StoryFacts, after: StoryFacts) -> list[Detail]:
    differing = [name for name in VALUES if getattr(before, name) != getattr(after, name)]
    added = [name for name in differing if not getattr(before, name)]
    gone = [name for name in differing if not getattr(after, name)]
    changed = [name for name in differing if name not in (*added, *gone)]
    kinds = {"added": added, "changed": changed, "gone": gone}
    return [{"code": f"values-{kind}", "values": names} for kind, names in kinds.items() if names]


def _related(before: StoryFacts, after: StoryFacts) -> list[Detail]:
    if before.related == after.related:
        return []
    added, gone = set(after.related) - set(before.related), set(before.related) - set(after.related)
    if not added and not gone:
        return [{"code": "related-order"}]
    counts = {"related-added": len(added), "related-gone": len(gone)}
    return [{"code": code, "count": count} for code, count in counts.items() if count]


def why_unchanged(capture: Capture, after: StoryFacts) -> list[Detail]:
    """Why a document of other bytes than those held changed nothing."""
    text, held = capture.comparable_text, after.comparable_text
    if text == held:
        return [{"code": "same-text"}]
    if len(text) < len(held):
        return [{"code": "part"}]
    return [{"code": "earlier-held"}]


def lines_left_out(captures: Sequence[Capture]) -> list[Detail]:
    """The lines of a document's story that were left out, because other stories of its paper have them too."""
    lines = [line for capture in captures for line in capture.shared]
    return [{"code": "shared-lines", "lines": lines[:MAX_LINES], "count": len(lines)}] if lines else []
