"""An HTML page becomes lines, as a browser would show them, beside what its metadata says."""

from articles.documents.html.page import Page, is_html, read_page
from articles.documents.html.reconciling import reconcile

__all__ = ["Page", "is_html", "read_page", "reconcile"]
