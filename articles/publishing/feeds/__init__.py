"""Feeds: what they hold, and how Atom and JSON Feed write it."""
