"""Read a corpus folder for training: two dumps of each page, its truth, and the corpus' own scorer."""

import hashlib
import importlib.util
import json
import lzma
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from articles.understanding import Story
from benchmarks.understanding.data.printed_dates import is_printed

KINDS = ("browser", "wet")
FOLDS = 5
MOST_EXTRA, LONGEST_EXTRA = 400, 500  # pages; lines, blank ones included


@dataclass(frozen=True, slots=True)
class Page:
    """One dump of a page; `weight` is 1 for the corpus, less for pages whose truth is weaker."""

    id: str
    kind: str
    domain: str
    text: str
    truth: dict[str, Any] = field(repr=False)
    weight: float = 1.0
    made: str = ""  # the kind of a page that was made from others; "" for a real one

    @property
    def language(self) -> str:
        return self.truth.get("lang") if self.truth.get("lang") in ("en", "de") else "other"


def read_truths(corpus: Path) -> list[dict[str, Any]]:
    """Read every page's truth, in the order of their ids."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "truth").glob("*.json"))]


def read_pages(corpus: Path) -> list[Page]:
    """Read both dumps of every page, in the order of their ids."""
    pages = []
    for truth in read_truths(corpus):
        for kind, folder in zip(KINDS, ("documents", "wet"), strict=True):
            text = (corpus / folder / f"{truth['id']}.txt").read_text("utf-8")
            pages.append(Page(truth["id"], kind, truth["domain"], text, truth))
    return pages


def read_extra(corpus: Path, weight: float, taken: Iterable[str]) -> list[Page]:
    """Read extra pages of other domains, the kinds of dump in turn; their truth has neither headline nor list."""
    path, taken, pages = corpus / "extra" / "pages.jsonl.xz", frozenset(taken), []
    if not path.exists():
        return pages
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, data in enumerate(map(json.loads, file)):
            kind = KINDS[number % 2]
            text = data["document"] if kind == "browser" else data["wet"]
            if data["domain"] not in taken and len(text.split("\n")) < LONGEST_EXTRA:
                pages.append(Page(data["id"], kind, data["domain"], text, data, weight))
    return pages[:MOST_EXTRA]


def folds_of(domains: Sequence[str]) -> list[int]:
    """Assign a fold to each page, the same for all pages of a domain, and on every machine."""
    digests = {domain: hashlib.blake2b(domain.encode(), digest_size=8).digest() for domain in set(domains)}
    order = {domain: rank % FOLDS for rank, domain in enumerate(sorted(digests, key=digests.__getitem__))}
    return [order[domain] for domain in domains]


def digest_of(corpus: Path) -> str:
    """Digest every dump, page and truth of the corpus, with their names, by BLAKE2b."""
    digest = hashlib.blake2b(digest_size=16)
    folders = ("documents", "wet", "html", "truth", "extra", "pool", "pool/documents", "pool/wet", "pool/html")
    for path in sorted(p for folder in folders for p in (corpus / folder).glob("*") if p.is_file()):
        digest.update(path.relative_to(corpus).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def scorer_of(corpus: Path) -> ModuleType:
    """Load the corpus' own score.py."""
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prediction(story: Story) -> dict[str, Any]:
    """Turn a story into what score.py reads."""
    return {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "body": story.body,
        "related": list(story.related),
        "byline": story.byline,
        "published": story.published.isoformat() if story.published else "",
    }


def table(corpus: Path, pages: Sequence[Page], predictions: Sequence[dict[str, Any]]) -> list[str]:
    """Make a Markdown table of score.py's figures by kind of dump and language."""
    score = scorer_of(corpus).score
    rows = [
        "| dump | language | pages | body P | body R | body F1 | headline strict | any "
        "| related P | R | F1 | quiet | byline | published | of those printed |",
        "|" + " --- |" * 15,
    ]
    for kind in dict.fromkeys(page.kind for page in pages):
        for language in ("all", "en", "de", "other"):
            chosen = [
                (page, guess)
                for page, guess in zip(pages, predictions, strict=True)
                if page.kind == kind and language in ("all", page.language)
            ]
            truths, guesses = {p.id: p.truth for p, _ in chosen}, {p.id: guess for p, guess in chosen}
            figures = [*_figures(score(truths, guesses)), _of_printed([page for page, _ in chosen], guesses, score)]
            rows.append(f"| {kind} | {language} | {len(truths)} | " + " | ".join(figures) + " |")
    return rows


def _figures(result: dict[str, Any]) -> list[str]:
    body, head, related = result["body"], result["headline"], result["related"]
    figures = [*(body[k] for k in ("precision", "recall", "f1")), head["strict"], head["any"]]
    figures += [*(related[k] for k in ("precision", "recall", "f1", "quiet_when_none"))]
    figures += [result["byline"]["hit"], result["published"]["hit"]]
    return ["-" if figure is None else f"{figure:.3f}" for figure in figures]


def _of_printed(pages: Sequence[Page], guesses: dict[str, dict[str, Any]], score: Callable) -> str:
    """Give the share of dates of publication that were found, among those that the dumps print, with both numbers."""
    printed = {page.id: page.truth for page in pages if is_printed(page.text, page.truth.get("published") or "")}
    hit = score(printed, guesses)["published"]["hit"] if printed else None
    return "-" if hit is None else f"{hit:.3f} ({round(hit * len(printed))}/{len(printed)})"
