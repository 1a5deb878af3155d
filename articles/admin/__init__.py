"""The admin panel: the library, its history, and the import desk."""

from articles.admin.panel import articles, headlines, imports

__all__ = ["articles", "headlines", "imports"]
