"""An invented page to upload, and documents that wait on the import desk."""

from articles.importing.uploads.preparing import prepare
from articles.importing.uploads.receiving import finish, start, take_file

PAGE = """The Tide Table
Slow news from the shore

Lamp lit again after forty years

Lamp lit again after forty years

A keeper's daughter found the wick in a drawer, and the village found an excuse to stay up.

The lamp was lit at six, an hour before the fog came in, and it was seen from the far side of the bay.

Nobody had asked for permission, and nobody who could have refused it was awake at the time.

By midnight forty boats had answered with their own lights, which is more than the harbour holds.

Newsletter
Related Articles
0:00
0:00
Close
Ferry returns to the bay after a long winter
Two herons share a chimney in the old town
×
"""


def many(count):
    return [(f"{n}.txt", PAGE.replace("forty years", f"{n} years").encode()) for n in range(1, count + 1)]


def stage(received, *, user=None, label="", source_name=""):
    """The import in which these documents wait with their previews, brought as a browser and a worker bring them."""
    run = start(user, label, source_name)
    for position, one in enumerate(received, 1):
        take_file(run, position, one.name, [one.content])
    finish(run)
    assert prepare(run.pk)
    run.refresh_from_db()
    return run
