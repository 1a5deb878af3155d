"""The rules by which a story is accepted as an article."""

from articles.documents.limits import MAX_HEADLINE, MAX_RELATED
from articles.documents.problems import Problem
from articles.understanding import Nature, Role, Story

MIN_STORY = 5  # words of prose; the shortest story of the corpus is one sentence of sixteen
MIN_WIDE_STORY = 15  # characters of prose in scripts that don't put spaces between words
NATURES = {
    Nature.LIST: Problem("list"),
    Nature.ERROR: Problem("error-page"),
    Nature.WALL: Problem("wall"),
    Nature.CONSENT: Problem("consent"),
}


def acceptance_problem(story: Story) -> Problem | None:
    """Return why the story can't be an article; None when it can."""
    if problem := NATURES.get(story.nature):
        return problem
    if not _reads_as_story(story):
        return Problem("no-story")
    if not story.headline:
        return Problem("no-headline", line=story.lines[0].number if story.lines else None)
    if len(story.headline) > MAX_HEADLINE:
        return Problem("headline-too-long", {"limit": MAX_HEADLINE})
    if len(story.related) > MAX_RELATED:
        return Problem("too-many-related", {"count": len(story.related), "limit": MAX_RELATED})
    return None


def _reads_as_story(story: Story) -> bool:
    prose = " ".join(b.text for b in story.blocks if b.kind in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE))
    words = [word for word in prose.split() if any(map(str.isalpha, word))]
    return len(words) >= MIN_STORY or (not prose.isascii() and sum(map(str.isalpha, prose)) >= MIN_WIDE_STORY)
