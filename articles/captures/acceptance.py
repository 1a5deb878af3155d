"""Whether a story can be an article, and the problem that keeps it out."""

from articles.documents.limits import MAX_HEADLINE, MAX_RELATED
from articles.documents.problems import Problem
from articles.understanding import Nature, Role, Story

MIN_STORY = 5  # words; the shortest story measured is one sentence of sixteen
MIN_WIDE_STORY = 15  # characters, where words aren't parted by spaces
NATURES = {
    Nature.LIST: Problem(
        "list", "It is a page of headlines, as a front page or a section is, not one story. Import its stories instead."
    ),
    Nature.ERROR: Problem(
        "error-page", "It is an error page or a check for robots, not the story. Fetch the page again, in a browser."
    ),
    Nature.WALL: Problem(
        "wall", "It stops where readers must log in or subscribe. Save the page again from a browser that is logged in."
    ),
    Nature.CONSENT: Problem(
        "consent", "It is a question about cookies and privacy, not the story. Answer it and save the page again."
    ),
}


def refusal(story: Story) -> Problem | None:
    """Why this can't be an article, or None."""
    if problem := NATURES.get(story.nature):
        return problem
    if not _reads_as_story(story):
        return Problem("no-story", "No story was found in it, only headings, lists and furniture of a page.")
    if not story.headline:
        line = story.lines[0].number if story.lines else None
        return Problem("no-headline", "No headline was found. It stands above the story, on a line of its own.", line)
    if len(story.headline) > MAX_HEADLINE:
        return Problem("headline-too-long", f"Its headline is over the limit of {MAX_HEADLINE:,} characters.")
    if len(story.related) > MAX_RELATED:
        return Problem(
            "too-many-related", f"It lists {len(story.related):,} related headlines; the limit is {MAX_RELATED:,}."
        )
    return None


def _reads_as_story(story: Story) -> bool:
    prose = " ".join(b.text for b in story.blocks if b.kind in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE))
    words = [word for word in prose.split() if any(map(str.isalpha, word))]
    return len(words) >= MIN_STORY or (not prose.isascii() and sum(map(str.isalpha, prose)) >= MIN_WIDE_STORY)
