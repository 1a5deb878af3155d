"""An HTML page becomes lines, as a browser would show them, beside what its metadata says."""

from articles.importing.html.agreeing import agreed
from articles.importing.html.page import Page, is_html, read_page

__all__ = ["Page", "agreed", "is_html", "read_page"]
