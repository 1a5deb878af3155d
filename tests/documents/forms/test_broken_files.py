"""A file of any form, however broken, gives documents and refusals, and nothing is raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.documents.formats import read, receive
from articles.documents.problems import UnreadableError
from articles.documents.sources.archives import receive_unpacked
from articles.importing.problem_sentences import sentence_of
from tests.documents.forms import test_command_archives as command
from tests.documents.forms import test_data_sets as data_sets
from tests.documents.forms import test_feeds as feeds
from tests.documents.forms import test_zip_archives as zips

WHOLE = {
    **{name: text.encode() for name, text in data_sets.ARRAYS.items()},
    **{"table": b'title,date,text\n"A, b",2024-05-03,"It came.\nLate."\n' * 3, **command.PACKED},
    **{"rss": feeds.items(feeds.FULL, feeds.FULL).encode(), "atom": (feeds.ATOM % feeds.WITH_XHTML).encode()},
    "zip": zips.archive([("a.txt", zips.TEXT), ("b.html", zips.HTML), ("c.csv", b"title,text\na,b\n")]),
    "tar": command.tar(("a.txt", command.TEXT), ("b.html", command.HTML)),
    "warc": command.warc(command.PAGE, command.PAGE, is_packed=False),
    "mailbox": b"From ada Thu May  9 08:00:00 2024\nMessage-ID: <1>\nSubject: x\n\nIt came.\n\n" * 3,
}
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([b"", b'"', b"\\", b"\0", b"\xff", b"<", b"}", b"\n", b"PK"]),
        st.integers(0, 40),
    ),
    max_size=6,
)


@pytest.mark.parametrize("form", WHOLE)
@settings(max_examples=25, deadline=None)
@given(changes=CHANGES, kept=st.floats(0, 1))
def test_broken_file_is_read_or_refused(form, changes, kept):
    content = WHOLE[form]
    for place, put, dropped in changes:
        at = int(place * len(content))
        content = content[:at] + put + content[at + dropped :]
    content = content[: int(len(content) * max(kept, 0.2))]

    for one in receive_unpacked(iter([content]), "x", receive):
        try:
            problem = one.problem or (read(one.content, one.media_type) and None)
        except UnreadableError as error:
            problem = error.problem
        assert problem is None or sentence_of(problem)
