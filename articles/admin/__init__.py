"""The admin panel: the library, its history, and the import desk."""

from articles.admin.panel import accounts, articles, headlines, imports

__all__ = ["accounts", "articles", "headlines", "imports"]
