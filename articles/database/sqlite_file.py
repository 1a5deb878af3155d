"""What can be seen of an SQLite file without reading all of it: whether it is one, whole, and holds a library."""

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

from articles.database.sqlite_access import read_only_uri

MAGIC = b"SQLite format 3\x00"
EMPTY = "is empty (0 bytes)"
HEADER = 100  # bytes; the format of the header is at sqlite.org/fileformat2.html


def damage_of(path: Path) -> str:
    """How the file is damaged, as the end of a sentence that begins with its name; "" when nothing is seen."""
    with path.open("rb") as file:
        header = file.read(HEADER)
    if not header:
        return EMPTY
    if not header.startswith(MAGIC) or len(header) < HEADER:
        return "is no SQLite database (its beginning is damaged, or it is another kind of file)"
    if lacking := _pages_cut_off(path, header):
        return f"was cut off ({lacking:,} of its pages are missing)"
    try:
        with closing(sqlite3.connect(read_only_uri(str(path)), uri=True)) as database:
            database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()
    except sqlite3.OperationalError:
        return ""  # locked, or it can't be opened now; the first real query will say what is wrong
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite quotes what it can't read
        return f"is damaged ({error})"
    return ""


def has_tables(path: Path) -> bool:
    """Whether the file, which is a database, holds any table."""
    with closing(sqlite3.connect(read_only_uri(str(path)), uri=True)) as database:
        return bool(database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())


def _pages_cut_off(path: Path, header: bytes) -> int:
    """How many pages the file is shorter than its header says; 0 when the header doesn't say, or a -wal has more."""
    with contextlib.suppress(FileNotFoundError):
        if Path(f"{path}-wal").stat().st_size:
            return 0
    size = int.from_bytes(header[16:18], "big")
    page_size = 65_536 if size == 1 else size
    is_known = header[24:28] == header[92:96]  # an old version of SQLite didn't keep the number of pages
    pages = int.from_bytes(header[28:32], "big") if is_known else 0
    return max(0, pages - path.stat().st_size // max(1, page_size))
