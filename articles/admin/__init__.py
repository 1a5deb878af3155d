"""The admin panel: the library, its history, and the import desk."""

from articles.admin import history, library

__all__ = ["history", "library"]
