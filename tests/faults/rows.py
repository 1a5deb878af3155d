"""The table of faults and attacks: what is done to the site, what must hold, and which test elsewhere holds it."""

from typing import NamedTuple


class Row(NamedTuple):
    done: str
    holds: str
    elsewhere: str = ""  # a test in `make test` that holds it, or a command; "" where the tests beside this file do


ROWS = {
    "T1": Row("SIGKILL to a web process, ten times in a row", "pages again within 5 s, by themselves"),
    "T2": Row("SIGKILL to the task worker, ten times in a row", "pages all the time; it is started again"),
    "T3": Row("PostgreSQL away for a minute", "pages within 5 s of its return, by the same processes"),
    "T4": Row("SQLite's write lock held for a minute", "each page within 5 s, the same processes; the worker goes on"),
    "F1": Row(
        "SIGKILL to an import at any moment",
        "the library is whole; the same command again makes it that of one clean run",
        "tests/importing/test_runs.py::test_killed_and_run_again_is_one_clean_run",
    ),
    "F2": Row("SIGKILL to the web server ten times, to the parent three times", "pages again within 5 s of a start"),
    "F3": Row(
        "Power lost in an import: what was not yet on the disk is gone from the write-ahead log",
        "the library is whole, of a moment before; the import run again makes it that of one clean run",
    ),
    "F4": Row("Disk full in an import", "pages come; the import says so; with room again, that of one clean run"),
    "F5": Row("Disk full in an upload", "a sentence, no traceback, nothing left on the disk; pages come"),
    "F6": Row("Database that may only be read", "pages come; logins and imports are refused with a sentence"),
    "F7": Row(
        "SQLite's write lock held for 4 s, then for 60 s",
        "a login waits for 4 s and succeeds, gets 503 in 60 s; pages come",
    ),
    "F8": Row(
        "Connections of an import ended by PostgreSQL, twice",
        "the library of one clean run",
        "tests/importing/test_runs.py::test_connections_that_the_server_ends_cost_no_document",
    ),
    "F9": Row(
        "PostgreSQL restarted four times under readers, then away for a minute",
        "200 or 503 with Retry-After within 5 s; 200 within 5 s of its return",
    ),
    "F10": Row("No connection of PostgreSQL left", "200 or 503; then 200"),
    "F11": Row("Clock a year behind, then ten years ahead", "imports and pages work; no age is negative"),
    "F12": Row("Stories with impossible dates and dates far away", "all are imported, and the list reaches each once"),
    "F13": Row(
        "Two imports of the same files at once",
        "both succeed; the library of one",
        "tests/importing/test_runs.py::test_two_importers_of_the_same_files_at_once",
    ),
    "F14": Row("Two imports at once of files that name each other", "both succeed; each time the library of one"),
    "F15": Row(
        "SIGKILL to migrate at five moments, on SQLite",
        "migrating again gives the library of one undisturbed migration",
    ),
    "F16": Row("A library that a newer newsreader has migrated", "refused at the start; nothing is changed"),
    "F17": Row("Backups in the middle of an import, under readers", "each is whole; pages take at most twice as long"),
    "F18": Row(
        "Backup, wipe, restore, on both databases and across",
        "the same library; the next import has ids of its own",
        "tests/operations/test_backups.py::test_backup_wiped_and_restored_is_the_same_library",
    ),
    "F19": Row("Bytes of the SQLite file flipped, the file cut", "refused at the start with the way to restore"),
    "F20": Row("SQLite's log lost, damaged, of another library", "the same library, or reported as damaged"),
    "F21": Row("256 MB of memory for an import of hostile documents", "each stored or refused by name; exit 0 or 1"),
    "F22": Row(
        "SIGINT, SIGTERM, SIGHUP to an import",
        "it says how far it came, exit code 130 or 143; the same command goes on",
        "tests/importing/test_runs.py::test_stopped_in_mid_run_it_says_how_far_it_came",
    ),
    "F23": Row(
        "Files that vanish or grow while they are read, loops of links",
        "refused by name, the rest goes in",
        "tests/documents/test_folders.py::test_files_that_vanish_are_refused_by_name_and_those_that_grow_are_read",
    ),
    "F24": Row(
        'Readers and imports for two minutes (for half an hour: `make bench-serving ARGS="--soak 30"`)',
        "no error; the write-ahead log under 64 MB; memory grows by less than 5 % from one minute to the next",
    ),
    "W1": Row("200 bodies sent a byte a second, anonymous and logged in", "each page within 1 s; all cut within 45 s"),
    "U1": Row("500 MB of multipart by a stranger", "refused, nothing on the disk"),
    "A1": Row("30 wrong passwords", "429 from the seventh on, also to the right one; elsewhere it gets in"),
    "A2": Row("16 login loops, from addresses that stay and that change", "p95 of a page at most 3 times that of idle"),
    "S": Row("The rows of [security.md](security.md#a-running-instance)", "all of them"),
}
