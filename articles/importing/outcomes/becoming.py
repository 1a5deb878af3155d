"""What became of each document of a batch, decided by what its story was before and is after."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from math import ceil

from articles.captures.capture import Capture
from articles.captures.clustering import may_move
from articles.captures.planning import Plan, plan_articles, plan_story
from articles.importing.applying import Written
from articles.importing.outcomes.differences import Detail, differences, lines_left_out, why_unchanged
from articles.importing.outcomes.facts import StoryFacts, planned_facts
from articles.models import Article, Document
from articles.text.digests import headline_key

MAX_NEAR = 40  # captures among which the place of a document is followed one by one
STEPS = 20  # in which more captures of one story are followed


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one document."""

    state: str
    article: int
    headline: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A document with the state of its story before and after it, and the headlines of stories that it joined to it."""

    document: int
    before: StoryFacts | None
    after: StoryFacts
    joined: Sequence[str] = ()
    together: int = 1  # documents of the story that changed it together


def what_became(
    documents: Collection[int], captures: Sequence[Capture], written: Written, before: Mapping[int, StoryFacts]
) -> dict[int, Became]:
    """What became of these documents of a batch; `before` has the stored state of the stories that it changed.

    Several documents of one story count one after the other, in the order of their import.
    """
    own, named = _grouped(captures, lambda one: one.document), _grouped(captures, _key)
    became: dict[int, Became] = {}
    for plan, article in written.pairs:
        new = [document for document in plan.documents if document in documents]
        near = _near(plan, own, named) if new else []
        if len(new) == 1 and len(near) == sum(len(own[document]) for document in plan.documents):
            joined = [before[pk].headline for pk in written.absorbed.get(article.pk, ())]
            steps = iter([_Step(new[0], before.get(article.pk), planned_facts(plan, article.source), joined)])
        else:
            steps = _one_by_one(new, documents, near, article, before)
        for step in steps:
            became[step.document] = _became(step, own[step.document], article)
    return became


def _grouped(captures: Iterable[Capture], value: Callable[[Capture], int]) -> dict[int, list[Capture]]:
    grouped: defaultdict[int, list[Capture]] = defaultdict(list)
    for capture in captures:
        grouped[value(capture)].append(capture)
    return grouped


def _key(capture: Capture) -> int:
    return headline_key(capture.story.headline)


def _near(plan: Plan, own: Mapping[int, list[Capture]], named: Mapping[int, list[Capture]]) -> list[Capture]:
    """The captures of a plan, with those of its headlines if some of them may belong to one story now, to another then.

    A text that breaks off and a page without a masthead move when a text comes that is more like them.
    """
    captures = [capture for document in plan.documents for capture in own[document]]
    same = [capture for key in {_key(capture) for capture in captures} for capture in named[key]]
    if len(captures) < len(same) <= MAX_NEAR and any(map(may_move, same)):
        documents = {capture.document for capture in same}
        return [*same, *(capture for capture in captures if capture.document not in documents)]
    return captures


def _became(step: _Step, own: Sequence[Capture], article: Article) -> Became:
    """The state of a document is decided by whether an export shows its story otherwise after it."""
    left_out = lines_left_out(own)
    if step.before is None:
        related = len(step.after.related)
        details: list[Detail] = [{"code": "related", "count": related}] if related else []
        return Became(Document.State.CREATED.value, article.pk, step.after.headline, (*details, *left_out))
    details = [*({"code": "joined", "headline": headline} for headline in step.joined)]
    details += differences(step.before, step.after)
    state = Document.State.UPDATED if details else Document.State.UNCHANGED
    if details and step.together > 1:
        details = [{"code": "together", "count": step.together}, *details]
    details = details or why_unchanged(own[-1], step.after)
    return Became(state.value, article.pk, step.after.headline, (*details, *left_out))


def _one_by_one(
    new: Sequence[int],
    batch: Collection[int],
    near: Sequence[Capture],
    article: Article,
    before: Mapping[int, StoryFacts],
) -> Iterator[_Step]:
    """Each of these documents of one story, with that story when those of the batch after it are not there yet.

    Until the last of them is there, they may tell several stories.
    """
    earlier: tuple[Plan, ...] = ()
    planned: frozenset[int] = frozenset()
    is_one = len(new) > MAX_NEAR
    for place, some in enumerate(_blocks(new)):
        without = frozenset(one.document for one in near if one.document not in batch or one.document < some[0])
        earlier = earlier if without == planned else _planned(near, without, is_one=is_one)
        planned = without | {one.document for one in near if one.document <= some[-1]}
        plans = _planned(near, planned, is_one=is_one)
        for document in some:
            own = next(one for one in plans if document in one.documents)
            parts = [one for one in sorted(earlier, key=_first) if _heir(one, plans) is own]
            known = before.get(article.pk) if place == 0 and len(parts) == 1 else None
            if parts:
                known = known or planned_facts(parts[0], article.source)
            joined = [one.current.headline for one in parts[1:]]
            yield _Step(document, known, planned_facts(own, article.source), joined, together=len(some))
        earlier = plans


def _blocks(documents: Sequence[int]) -> Iterator[Sequence[int]]:
    """One by one; where they are many, all but the first in blocks whose documents count together."""
    size = 1 if len(documents) <= MAX_NEAR else ceil(len(documents) / STEPS)
    yield documents[:1]
    yield from batched(documents[1:], size)


def _planned(captures: Sequence[Capture], documents: Collection[int], is_one: bool) -> tuple[Plan, ...]:
    """The stories of the captures of these documents; of many that are one in the end, as if they always were."""
    kept = [one for one in captures if one.document in documents]
    if is_one and kept:
        return (plan_story(kept),)
    return plan_articles(kept)


def _heir(earlier: Plan, plans: Sequence[Plan]) -> Plan | None:
    """The plan whose story an earlier one has become, as stored stories become those of plans."""

    def claim(plan: Plan) -> tuple[bool, int, bool]:
        is_of_its_source = bool(plan.source and earlier.source and plan.source.key == earlier.source.key)
        return is_of_its_source, len(set(plan.documents) & set(earlier.documents)), plan.key == earlier.key

    sharing = [plan for plan in plans if not set(plan.documents).isdisjoint(earlier.documents)]
    return max(sharing, key=claim, default=None)


def _first(plan: Plan) -> int:
    return min(plan.documents)
