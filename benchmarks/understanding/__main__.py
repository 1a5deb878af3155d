"""How fast understanding is on the corpus' pages, and on longer documents: CPU time of one core."""

import lzma
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from articles.importing.captures import tell
from articles.importing.html import read_page
from articles.understanding import Hints, understand
from articles.understanding.judging import Judgement, judge
from articles.understanding.lines import lines_of
from articles.understanding.weights import forests
from benchmarks.understanding.pages import read_pages


def main() -> None:
    """Pages a second for the columns, the stages and the whole; then seconds by size."""
    corpus = Path(os.environ.get("NEWSREADER_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
    if not (corpus / "truth").is_dir():
        print(f"There is no corpus at {corpus}; NEWSREADER_CORPUS can name its folder.")
        return
    print(f"{'loading the weights':28}{_seconds(lambda _: forests(), [None]) * 1000:8.1f} ms")
    pages = [lzma.decompress(path.read_bytes()) for path in sorted((corpus / "html").glob("*.html.xz"))]
    texts = [page.text for page in read_pages(corpus)]
    lines = [lines_of(text) for text in texts]
    for name, step, items in (
        ("columns of the lines", lambda own: Judgement(own).columns("first_body"), lines),
        ("columns and trees", judge, lines),
        ("whole", understand, texts),
        ("HTML to lines and marks", read_page, pages),
        ("whole from HTML", lambda page: tell(page, Hints()), pages),
    ):
        _seconds(step, items[:50])
        took = _seconds(step, items) / len(items)
        print(f"{name:28}{took * 1000:8.1f} ms a page, {1 / took:6.1f} pages/s")
    for size in (10_000, 100_000, 500_000, 2_000_000):
        text = "\n".join(texts)[:size]
        print(f"{size:>10,} characters          {_seconds(understand, [text]):8.2f} s")


def _seconds(step: Callable, items: Sequence) -> float:
    start = time.process_time()
    for item in items:
        step(item)
    return time.process_time() - start


if __name__ == "__main__":
    main()
