"""Folders are read in the order of names, a window of them at a time, and whatever happens to them meanwhile."""

import os
from pathlib import Path

import pytest

from articles.documents.sources.folders import Kind, count_in, found_in
from articles.documents.sources.paths import count_paths, read_paths


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.fsencode(name))


def names_in(folder, window):
    return [str(found.path.relative_to(folder)) for found in found_in(folder, window)]


@pytest.mark.parametrize("window", [1, 2, 3, 7, 100])
def test_windows_of_any_size_give_the_same_order(tmp_path, window):
    make(tmp_path, *(f"{n * 7 % 20:02}.txt" for n in range(20)), "b/2.txt", "b/1.txt", "a/c/1.txt", "a/z.txt", "x.md")

    found = names_in(tmp_path, window)

    assert found == [*(f"{n:02}.txt" for n in range(20)), "a/z.txt", "a/c/1.txt", "b/1.txt", "b/2.txt"]
    assert count_in(tmp_path) == len(found)


def test_names_that_no_charset_holds_are_read_once_each(tmp_path):
    names = [os.fsdecode(bytes([n]) + b".txt") for n in (0xE9, 0x41, 0xFF, 0x80)]
    make(tmp_path, *names)

    assert sorted(names_in(tmp_path, 1)) == sorted(names)


def test_files_that_vanish_are_refused_by_name_and_those_that_grow_are_read(tmp_path):
    make(tmp_path, "1.txt", "2.txt", "3.txt")
    received = read_paths([str(tmp_path)])
    first = next(received)
    (tmp_path / "2.txt").unlink()
    (tmp_path / "3.txt").write_text("longer than it was")

    second, third = received

    assert (first.content, second.name, second.problem.code) == (b"1.txt", "2.txt", "unreadable")
    assert third.content == b"longer than it was"


def test_folder_that_vanishes_is_refused_by_name(tmp_path):
    make(tmp_path, "1.txt", "a/1.txt", "b/1.txt")
    received = read_paths([str(tmp_path)])
    next(received)
    (tmp_path / "a" / "1.txt").unlink()
    (tmp_path / "a").rmdir()

    second, third = received

    assert (second.name, second.problem.code, third.name) == ("a", "unreadable", "b/1.txt")


def test_links_to_folders_come_first_and_a_loop_ends(tmp_path):
    make(tmp_path, "a/1.txt", "0.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "itself").symlink_to(tmp_path / "a" / "itself")

    kinds = {str(found.path.relative_to(tmp_path)): found.kind for found in found_in(tmp_path)}

    assert kinds == {"0.txt": Kind.FILE, "a/up": Kind.LINK, "a/1.txt": Kind.FILE, "a/itself": Kind.FILE}
    assert list(kinds) == ["0.txt", "a/up", "a/1.txt", "a/itself"]


def test_folders_a_thousand_deep_are_read(tmp_path):
    here, depth = os.open(tmp_path, os.O_RDONLY), 0
    while depth < 1_100:
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here, depth = deeper, depth + 1
    os.close(os.open("1.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)

    found = names_in(tmp_path, 10)

    assert found == ["/".join(["d"] * depth + ["1.txt"])]


@pytest.mark.parametrize("paths", [["-"], ["-", "."]])
def test_what_a_stream_holds_is_not_counted(paths):
    assert count_paths(paths) is None


def test_a_file_counts_as_one(tmp_path):
    make(tmp_path, "1.txt")

    assert count_paths([str(tmp_path / "1.txt"), str(Path(tmp_path))]) == 2


def test_links_that_leave_the_folder_are_refused_unless_they_are_to_be_followed(tmp_path):
    make(tmp_path, "secret.txt", "pages/1.txt", "pages/a/2.txt")
    folder = tmp_path / "pages"
    (folder / "a" / "inside.txt").symlink_to("../1.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "a" / "over.txt").symlink_to("../out.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "none")
    (tmp_path / "by-link").symlink_to(folder, target_is_directory=True)

    read = {one.name: one.problem and one.problem.code for one in read_paths([str(tmp_path / "by-link")])}
    followed = {one.name: one.content for one in read_paths([str(folder)], follow_links=True) if not one.problem}
    named = list(read_paths([str(folder / "out.txt")]))

    outside = dict.fromkeys(["out.txt", "a/over.txt"], "link-outside")
    assert read == {"1.txt": None, "nowhere.txt": "unreadable", "a/2.txt": None, "a/inside.txt": None, **outside}
    assert followed.keys() == {"1.txt", "a/2.txt", "a/inside.txt", "out.txt", "a/over.txt"}
    assert [(one.name, one.content) for one in named] == [("out.txt", followed["out.txt"])]
