"""Corrections by hand: of how a document is understood, of the lines of a source, and of which names are one source."""
