"""The admin panel: the library, its history, and the import desk."""

from articles.admin import headlines, history, library

__all__ = ["headlines", "history", "library"]
