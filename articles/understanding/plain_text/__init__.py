"""Plain text as files have it: hard-wrapped lines, drop caps, Markdown and entities become the lines of a page."""
