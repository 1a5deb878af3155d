"""Folders of generated documents, as an operator would import them."""

from pathlib import Path

from benchmarks.generate.documents import SEED_LIKE, documents

A_FOLDER = 1_000  # documents


def folder_of_documents(place: Path, start: int, count: int) -> Path:
    """Write documents `start` to `start + count` into a folder, unless they are there."""
    folder = place / f"documents-{start}-{count}"
    if folder.exists():
        return folder
    unfinished = folder.with_suffix(".unfinished")
    for number, content in enumerate(documents(count, start=start, **SEED_LIKE), start):
        path = unfinished / f"{number // A_FOLDER}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return unfinished.rename(folder)
