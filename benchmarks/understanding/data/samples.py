"""Read a corpus folder for the evaluation: the forms that it has of each page with a truth."""

import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "other")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page in its three forms, "" where the folder lacks one, and its truth."""

    id: str
    browser: str
    wet: str
    html: str
    truth: dict[str, Any] = field(repr=False)

    @property
    def language(self) -> str:
        """Two letters; "" when unknown."""
        return self.truth.get("lang") or ""

    @property
    def group(self) -> str:
        return self.language if self.language in LANGUAGES else "other"


def read_samples(corpus: Path) -> list[Sample]:
    """Read every page of truth/, in the order of their ids."""
    truths = [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "truth").glob("*.json"))]
    return [
        Sample(
            truth["id"],
            _text(corpus / "documents" / f"{truth['id']}.txt"),
            _text(corpus / "wet" / f"{truth['id']}.txt"),
            _html(corpus / "html" / f"{truth['id']}.html"),
            truth,
        )
        for truth in truths
    ]


def missing(samples: Sequence[Sample]) -> dict[str, int]:
    """Count the pages that lack each form; empty when none does."""
    counts = {kind: sum(not getattr(sample, kind) for sample in samples) for kind in ("browser", "wet", "html")}
    return {kind: count for kind, count in counts.items() if count}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""


def _html(path: Path) -> str:
    packed = path.with_name(path.name + ".xz")
    return lzma.decompress(packed.read_bytes()).decode("utf-8", "replace") if packed.exists() else _text(path)
