"""Stories as EPUB books."""
