"""List the pages with the lowest body F1, and their wrong and missed lines.

python -m benchmarks.understanding.evaluate.worst_pages CORPUS FILE
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from articles.understanding.lines import lines_of
from benchmarks.understanding.data.labels import body_labels
from benchmarks.understanding.data.pages import Page, read_pages, scorer_of
from benchmarks.understanding.report.quality import read_predictions

NUMBER = 25


def main() -> None:
    """Print the figures of each of the worst pages, then its wrong and missed lines with place and length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("predictions", type=Path, help="written by `train --predictions FILE`")
    parser.add_argument("--kind", default="browser", help="browser or wet; default browser")
    parser.add_argument("--number", type=int, default=NUMBER, help=f"of pages; default {NUMBER}")
    parser.add_argument("--words", type=int, default=0, help="of each line that are printed; default 0")
    options = parser.parse_args()
    pages = {page.id: page for page in read_pages(options.corpus) if page.kind == options.kind}
    predictions = read_predictions(options.predictions)[options.kind]
    scored = scorer_of(options.corpus).score({page.id: page.truth for page in pages.values()}, predictions)
    for row in sorted(scored["per_page"], key=lambda row: row["body_f1"])[: options.number]:
        page = pages[row["id"]]
        precision, recall = row["body_precision"], row["body_recall"]
        print(f"\n{row['id']} ({page.language}): F1 {row['body_f1']:.3f}, P {precision:.3f}, R {recall:.3f}")
        print("\n".join(faults(page, predictions[row["id"]], options.words)))


def faults(page: Page, guess: dict[str, Any], words: int) -> Iterator[str]:
    """Yield a sentence for each line of the dump that is wrongly in the body, or missed."""
    texts = [line.text for line in lines_of(page.text)]
    true = body_labels(texts, page.truth["body"]) == 1
    kept = kept_lines(texts, guess)
    places = np.flatnonzero(true)
    for index in np.flatnonzero(true != kept).tolist():
        place = "before" if not places.size or index < places[0] else "after" if index > places[-1] else "inside"
        fault = "missed" if true[index] else f"wrong, {place}"
        line = texts[index].split()
        yield f"  {index:4} {fault:14} {len(line):4} words  {' '.join(line[:words])}"


def kept_lines(texts: Sequence[str], guess: dict[str, Any]) -> np.ndarray:
    """Whether the predicted body and standfirst hold each line; of equal lines the first that fits the order."""
    wanted = [line for line in f"{guess['standfirst']}\n{guess['body']}".split("\n") if line]
    kept, start = np.zeros(len(texts), dtype=bool), 0
    for text in wanted:
        if text in texts[start:]:
            start = texts.index(text, start) + 1
            kept[start - 1] = True
    return kept


if __name__ == "__main__":
    main()
