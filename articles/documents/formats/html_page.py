"""An HTML page as a server sends it or a browser saves it."""

from articles.documents.formats.format import Format, gettext_noop
from articles.documents.html import is_html, read_page
from articles.documents.limits import MAX_MESSAGE
from articles.documents.several_pages import html_pages_in

FORMAT = Format(
    media_type="text/html",
    name=gettext_noop("HTML page"),
    extensions=(".html", ".htm"),
    max_size=MAX_MESSAGE,
    matches=lambda head, name: is_html(head),
    read=read_page,
    pages=html_pages_in,
)
