"""An HTML page becomes the lines that a browser would show, with its mark-up and its metadata."""

from articles.documents.html.page import is_html, read_page

__all__ = ["is_html", "read_page"]
