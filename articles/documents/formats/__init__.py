"""The table of formats: everything that reads, accepts or describes documents goes by it."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from articles.documents.formats.format import HEAD, Content, Format
from articles.documents.formats.member_names import COMPANIONS, ending_of
from articles.documents.problems import Problem, too_large
from articles.documents.received import TEXT, Received
from articles.documents.streams import opened, read_whole

# One line a format: the module of this folder that has its FORMAT. The first that matches a file has it; the last
# matches every file.
FORMATS: tuple[Format, ...] = tuple(
    import_module(f"{__name__}.{module}").FORMAT
    for module in (
        "refused.binary_file",
        "zip_archive",
        "exported_library",
        "records.json_records",
        "refused.json_data",
        "refused.rtf",
        "refused.web_archive",
        "mailbox",
        "mhtml_page",
        "mail_message",
        "html_page",
        "records.feed",
        "refused.xml_data",
        "refused.subtitles",
        "refused.log_file",
        "refused.source_code",
        "records.table",
        "refused.table",
        "plain_text",
    )
)
READ = tuple(one for one in FORMATS if not one.refusal)
_BY_MEDIA_TYPE = {one.media_type: one for one in FORMATS}


def receive(chunks: Iterable[bytes], name: str) -> Iterator[Received]:
    """Yield the documents of a file: one, or several when its format holds several.

    `chunks` are the bytes of the file; of a file of one document no more are read than its limit and one chunk.
    A document over the limit comes as its problem, without its bytes; that of a format that isn't read is its name.
    """
    head, stream = opened(chunks, HEAD)
    yield from _documents(recognise(head, name), head, stream, name)


def receive_found(chunks: Iterable[bytes], name: str) -> Iterator[Received]:
    """Yield the documents of a file in a folder: none for a companion, as a page's `page.json`, that isn't read."""
    head, stream = opened(chunks, HEAD)
    found = recognise(head, name)
    if not (found.refusal and ending_of(name) in COMPANIONS):
        yield from _documents(found, head, stream, name)


def receive_member(chunks: Iterable[bytes], name: str) -> Iterator[Received]:
    """Yield the documents of a member of an archive: as of a file in a folder, but it may be no archive itself."""
    head, stream = opened(chunks, HEAD)
    found = recognise(head, name)
    if found.unpack:
        yield Received(name, b"", found.media_type, Problem("nested-archive"))
    elif not (found.refusal and ending_of(name) in COMPANIONS):
        yield from _documents(found, head, stream, name)


def _documents(found: Format, head: bytes, stream: Iterator[bytes], name: str) -> Iterator[Received]:
    if found.unpack:
        yield from found.unpack(stream, name, receive_member)
    elif found.split:
        yield from found.split(stream, name)
    elif (content := read_whole(stream, found.max_size)) is None:
        problem = found.refusal(head) if found.refusal else too_large(found.max_size)
        yield Received(name, b"", found.media_type, problem)
    elif found.pages and len(pages := found.pages(content)) > 1:
        for number, page in enumerate(pages, start=1):
            yield Received(f"{name}, page {number}", page, found.media_type)
    else:
        yield Received(name, content, found.media_type)


def recognise(head: bytes, name: str = "") -> Format:
    """Return the format of a file, by its first bytes and its name."""
    return next(one for one in FORMATS if one.matches(head, name))


def read(content: bytes, media_type: str = TEXT) -> Content:
    """Read one document. Raises UnreadableError."""
    return format_of(media_type, content).read(content)


def format_of(media_type: str, content: bytes = b"") -> Format:
    """Return the format of a stored document; an unknown media type counts as plain text.

    Plain text, and what was refused, is recognised once more: the table may have changed since it was stored.
    """
    stored = _BY_MEDIA_TYPE.get(media_type)
    if stored and stored.media_type != TEXT and not stored.refusal and not stored.is_container:
        return stored
    return recognise(content[:HEAD])


def extensions() -> tuple[str, ...]:
    """Return all extensions of file names that formats have, each with its dot."""
    return tuple(extension for one in READ for extension in one.extensions)


def accepted_files() -> str:
    """Return the value of the `accept` attribute of a file chooser."""
    return ",".join([*extensions(), *(one.media_type for one in READ)])
