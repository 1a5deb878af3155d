"""The lines that a page's story loses because other stories of its source have them too."""

from articles.understanding.story import BLOCK_ROLES, Role, Story

_OF_THE_STORY = BLOCK_ROLES | {Role.STANDFIRST, Role.BYLINE}


def shared_lines(alone: Story, story: Story) -> tuple[str, ...]:
    """Return the lines that are the story's when the page is read by itself, and are left out of it now."""
    kept = {line.number for line in story.lines if line.role in _OF_THE_STORY}
    return tuple(line.text for line in alone.lines if line.role in _OF_THE_STORY and line.number not in kept)
