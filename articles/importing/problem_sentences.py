"""The sentences that say why a document was refused, by the code of the problem, in the reader's language."""

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext_lazy, override
from django.utils.translation import gettext_lazy as _

from articles.documents.limits import MB, shown_size
from articles.documents.problems import Problem

# Every sentence says what is wrong, and where there is something to do, what.
SENTENCES = {
    "empty": _("There is no text in it. Check that the file was saved whole."),
    "binary": _("It is %(what)s, not a text. Save the page as text, HTML or MHTML, and import that."),
    "archive": _(
        "It is a compressed file or an archive of another kind than zip. Unpack it and import its files, as they are "
        "or in a zip archive; the import command reads tar, gz and zst."
    ),
    "broken-archive": _("It is an archive that is broken or was cut off. Make it, or download it, again."),
    "broken-member": _("The archive is broken here. Make it, or download it, again; its other files are read."),
    "too-many-members": ngettext_lazy(
        "It has over %(limit)s file. Divide them among several zip archives.",
        "It has over %(limit)s files. Divide them among several zip archives.",
        "limit",
    ),
    "archive-too-large": _(
        "The archive has over %(limit)s when unpacked: from here on it is not read. Divide its files among several."
    ),
    "archive-ratio": _(
        "It unpacks to more than %(limit)s times its size, as no page does: it is not read. Unpack it, and look at it."
    ),
    "nested-archive": _("It is an archive in an archive, which is not read. Unpack it, and import its files."),
    "member-outside": _("Its name leads out of the archive, so it is not read. Make the archive again, from a folder."),
    "member-link": _("It is a link, so the archive doesn't hold it. Put the file itself in the archive."),
    "encrypted": _("It is encrypted with a password. Unpack the archive, and import the files."),
    "member-compression": _("It is compressed by another method than zip's usual one. Make the archive again, as zip."),
    "rtf": _("It is an RTF document, which is not read yet. Save it as text or HTML, and import that."),
    "web-archive": _(
        "It is a web archive (WARC, WET or ARC), which only the import command reads. Extract its pages, a file each."
    ),
    "feed": _("It is a feed without items. Save the pages of its site, and import those."),
    "broken-feed": _("It is a feed that is broken (%(reason)s). Download it again."),
    "cut-off": _("The file ends within it. Save or download the file again; what stands before it is read."),
    "xml": _("It is XML data, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "json": _(
        "It is JSON, but no story: it needs a text (in a field such as “text” or “content”) and a title, date, author, "
        "publication or address. Rename its fields, or write each story to a text file."
    ),
    "record": _("This record is broken (%(reason)s). Correct it in the file, and import the file again."),
    "table": _(
        "It is a table without a column of texts. Name that column “text” and the others “title”, “date”, “author” or "
        "“url” in the first line, and import it again."
    ),
    "table-row": _("This row can't be read (%(reason)s). Correct its quotation marks, and import the table again."),
    "table-fields": ngettext_lazy(
        "This row has %(count)s field, the first line names %(columns)s. Put texts with commas or line ends in "
        "quotation marks, and import the table again.",
        "This row has %(count)s fields, the first line names %(columns)s. Put texts with commas or line ends in "
        "quotation marks, and import the table again.",
        "count",
    ),
    "summary": _("It gives only the beginning of the story. Save the story's own page, and import that."),
    "several-documents": _("It holds several documents, which are read one by one. Import its file again."),
    "subtitles": _(
        "It is a file of subtitles, not a page. Save the page itself as text, HTML or MHTML, and import that."
    ),
    "log": _("It is a log of a program, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "source-code": _("It is %(what)s, not a page. Save the page itself as text, HTML or MHTML, and import that."),
    "several-pages": ngettext_lazy(
        "It holds %(count)s page in one file; the second begins in line %(line)s. Import it again, or split it.",
        "It holds %(count)s pages in one file; the second begins in line %(line)s. Import it again, or split it.",
        "count",
    ),
    "no-page-inside": _("It is a saved page or a mail, but none of its parts is HTML or text. Save it again as HTML."),
    "too-many-parts": ngettext_lazy(
        "It is a saved page or a mail of over %(limit)s part. Save it again as HTML.",
        "It is a saved page or a mail of over %(limit)s parts. Save it again as HTML.",
        "limit",
    ),
    "charset": _("The encoding of its characters could not be recognised. Save it as UTF-8 and import it again."),
    "too-large": _(
        "It is too large; the limit of its format is %(limit)s. Save the page as HTML only, without its pictures, "
        "or copy its text. Split a text of several pages into one file a page."
    ),
    "too-many-lines": ngettext_lazy(
        "It has %(count)s line; the limit is %(limit)s. Split it into one file a page.",
        "It has %(count)s lines; the limit is %(limit)s. Split it into one file a page.",
        "count",
    ),
    "line-too-long": _(
        "Line %(line)s is over the limit of %(limit)s kB. Check that it is a text, and save it with its line ends."
    ),
    "too-deep": ngettext_lazy(
        "Its elements are nested over %(limit)s level deep. Open it in a browser, and save it from there.",
        "Its elements are nested over %(limit)s levels deep. Open it in a browser, and save it from there.",
        "limit",
    ),
    "too-many-tags": ngettext_lazy(
        "It has over %(limit)s tag. Copy its text from a browser, and import that.",
        "It has over %(limit)s tags. Copy its text from a browser, and import that.",
        "limit",
    ),
    "too-many-attributes": ngettext_lazy(
        "One of its elements has over %(limit)s attribute. Open it in a browser, and save it from there.",
        "One of its elements has over %(limit)s attributes. Open it in a browser, and save it from there.",
        "limit",
    ),
    "library": _("It is not a line of an exported library (%(reason)s). Export the library again."),
    "nothing-to-understand": _("It is a story of an exported library, which is understood already. Import it."),
    "list": _("It is a page of headlines, as a front page or a section is, not one story. Import its stories instead."),
    "error-page": _("It is an error page or a check for robots, not the story. Fetch the page again, in a browser."),
    "wall": _("It stops where readers must log in or subscribe. Save the page again from a browser that is logged in."),
    "consent": _("It is a question about cookies and privacy, not the story. Answer it and save the page again."),
    "no-story": _(
        "No story was found in it, only headings, lists, menus and the like. If there is one, import its text alone, "
        "below its headline."
    ),
    "no-headline": _("No headline was found. Put it above the story, on a line of its own."),
    "headline-too-long": ngettext_lazy(
        "Its headline is over the limit of %(limit)s character. Put the headline on a line of its own.",
        "Its headline is over the limit of %(limit)s characters. Put the headline on a line of its own.",
        "limit",
    ),
    "too-many-related": ngettext_lazy(
        "It lists %(count)s related headline; the limit is %(limit)s. Leave out those that belong to other pages.",
        "It lists %(count)s related headlines; the limit is %(limit)s. Leave out those that belong to other pages.",
        "count",
    ),
    "link": _("It is a link to a folder, and those aren't followed. Name it as a path."),
    "link-outside": _(
        "It is a link to a file outside the folder. Name that file as a path, or follow links by --follow-links."
    ),
    "not-a-file": _("It is a pipe, a device or a socket, not a file. Save its text to a file first."),
    "unreadable": _("It could not be read: %(reason)s. Check that it is there and may be read, and import it again."),
    "crashed": _("It ended the process that read it, perhaps for want of memory. Import it again by itself."),
    "too-slow": ngettext_lazy(
        "Understanding it took over %(limit)s second, so it was not stored. Import it again; report it if that fails.",
        "Understanding it took over %(limit)s seconds, so it was not stored. Import it again; report it if that fails.",
        "limit",
    ),
    "internal": _("A fault in newsreader kept it out; the log says where. Please report it."),
}
UNNAMED = gettext_noop("a picture, a program or other data")  # in a problem that an older version stored
UNKNOWN = _("It was refused (%(code)s).")  # by another version of newsreader

OF_MEGABYTES = ("archive-too-large", "too-large")  # codes whose limit is a number of megabytes


class _Number(int):
    """A number that picks the plural form, and is written with the separators of the reader's language."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


def sentence_of(problem: Problem) -> str:
    """Return the sentence in the active language. One that was stored in English is given as it is."""
    if "message" in problem.parameters:
        return str(problem.parameters["message"])
    values = {"line": problem.line or 0, "code": problem.code, "what": UNNAMED, **problem.parameters}
    if problem.code in OF_MEGABYTES and isinstance(limit := values.get("limit"), int):
        values |= {"limit": shown_size(limit * MB)}
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
