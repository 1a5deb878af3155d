"""The sentences that say why a document was refused, by the code of the problem, in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext_lazy, override
from django.utils.translation import gettext_lazy as _

from articles.documents.problems import Problem

# Every sentence says what is wrong, and where there is something to do, what.
SENTENCES = {
    "empty": _("There is no text in it. Check that the file was saved whole."),
    "binary": _("It is %(what)s, not a text. Save the page as text, HTML or MHTML, and import that."),
    "rtf": _("It is an RTF document, which is not read yet. Save it as text or HTML, and import that."),
    "mailbox": _("It is a mailbox of several messages, which is not read yet. Save each message as an .eml file."),
    "web-archive": _("It is a web archive (WARC, WET or ARC), which is not read yet. Extract its pages, a file each."),
    "feed": _("It is a feed (RSS or Atom), which is not read yet. Save the pages that it links to, and import those."),
    "xml": _("It is XML data, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "json": _("It is JSON, but no exported library, and not read yet. Write each of its stories to a text file."),
    "table": _("It is a table (CSV or the like), which is not read yet. Write each of its stories to a text file."),
    "subtitles": _(
        "It is a file of subtitles, not a page. Save the page itself as text, HTML or MHTML, and import that."
    ),
    "log": _("It is a log of a program, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "source-code": _("It is %(what)s, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "several-pages": ngettext_lazy(
        "It holds %(count)s page in one file; the second begins in line %(line)s. Split it into one file a page.",
        "It holds %(count)s pages in one file; the second begins in line %(line)s. Split it into one file a page.",
        "count",
    ),
    "no-page-inside": _("It is a saved page or a mail, but none of its parts is HTML or text. Save it again as HTML."),
    "too-many-parts": ngettext_lazy(
        "It is a saved page or a mail of over %(limit)s part. Save it again as HTML.",
        "It is a saved page or a mail of over %(limit)s parts. Save it again as HTML.",
        "limit",
    ),
    "charset": _("The encoding of its characters could not be recognised. Save it as UTF-8 and import it again."),
    "too-large": _("It is too large; the limit is %(limit)s MB. Split it up."),
    "too-many-lines": ngettext_lazy(
        "It has %(count)s line; the limit is %(limit)s. Is it one page?",
        "It has %(count)s lines; the limit is %(limit)s. Is it one page?",
        "count",
    ),
    "line-too-long": _("Line %(line)s is over the limit of %(limit)s kB. Is it a text?"),
    "too-deep": ngettext_lazy(
        "Its elements are nested over %(limit)s level deep. Is it a page that a browser saved?",
        "Its elements are nested over %(limit)s levels deep. Is it a page that a browser saved?",
        "limit",
    ),
    "too-many-tags": ngettext_lazy(
        "It has over %(limit)s tag. Split it up.", "It has over %(limit)s tags. Split it up.", "limit"
    ),
    "too-many-attributes": ngettext_lazy(
        "One of its elements has over %(limit)s attribute. Is it a page that a browser saved?",
        "One of its elements has over %(limit)s attributes. Is it a page that a browser saved?",
        "limit",
    ),
    "library": _("It is not a line of an exported library (%(reason)s)."),
    "nothing-to-understand": _("It is a story of an exported library, which is understood already. Import it."),
    "list": _("It is a page of headlines, as a front page or a section is, not one story. Import its stories instead."),
    "error-page": _("It is an error page or a check for robots, not the story. Fetch the page again, in a browser."),
    "wall": _("It stops where readers must log in or subscribe. Save the page again from a browser that is logged in."),
    "consent": _("It is a question about cookies and privacy, not the story. Answer it and save the page again."),
    "no-story": _("No story was found in it, only headings, lists, menus and the like."),
    "no-headline": _("No headline was found. It stands above the story, on a line of its own."),
    "headline-too-long": ngettext_lazy(
        "Its headline is over the limit of %(limit)s character.",
        "Its headline is over the limit of %(limit)s characters.",
        "limit",
    ),
    "too-many-related": ngettext_lazy(
        "It lists %(count)s related headline; the limit is %(limit)s.",
        "It lists %(count)s related headlines; the limit is %(limit)s.",
        "count",
    ),
    "link": _("It is a link to a folder, and those aren't followed. Name it as a path."),
    "link-outside": _(
        "It is a link to a file outside the folder. Name that file as a path, or follow links by --follow-links."
    ),
    "not-a-file": _("It is a pipe, a device or a socket, not a file. Save its text to a file first."),
    "unreadable": _("It could not be read: %(reason)s."),
    "crashed": _("It ended the process that read it, perhaps for want of memory. Import it again by itself."),
    "too-slow": ngettext_lazy(
        "Understanding it took longer than %(limit)s second. It was not stored; the next import tries it again.",
        "Understanding it took longer than %(limit)s seconds. It was not stored; the next import tries it again.",
        "limit",
    ),
    "internal": _("A fault in newsreader kept it out; the log says where. Please report it."),
}
UNNAMED = gettext_noop("a picture, a program or other data")  # in a problem that an older version stored
UNKNOWN = _("It was refused (%(code)s).")  # by another version of newsreader


class _Number(int):
    """A number that picks the plural form, and is written with the separators of the reader's language."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


def sentence_of(problem: Problem) -> str:
    """Return the sentence in the active language. One that was stored in English is given as it is."""
    if "message" in problem.parameters:
        return str(problem.parameters["message"])
    values = {"line": problem.line or 0, "code": problem.code, "what": UNNAMED, **problem.parameters}
    shown = {name: _shown(name, value) for name, value in values.items()}
    return str(SENTENCES.get(problem.code, UNKNOWN) % shown)


def _shown(name: str, value: str | int) -> str | int:
    if isinstance(value, int):
        return _Number(value)
    return gettext(value) if name == "what" else value  # the other texts are names and reasons, not words of ours


def english_sentence_of(problem: Problem) -> str:
    """Return the sentence for programs, which get the same words whatever the language of the site."""
    with override("en"):
        return sentence_of(problem)
