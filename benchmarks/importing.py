"""How much of an import is understanding, how much the database; and row by row instead. CPU time, medians."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORIES = 1_000  # made from the demo edition's pages, each with a headline and a first paragraph of its own
NAIVE = 100  # saved row by row
ROUNDS = 3


def main() -> None:
    """One library a round, in a process of its own."""
    rounds = [measure_apart() for _ in range(ROUNDS)]
    figures = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    understanding, again = figures["understand"] / STORIES, figures["again"] / STORIES
    whole, naive = figures["import"] / STORIES, figures["row by row"] / NAIVE
    print(f"{STORIES:,} documents, {ROUNDS} rounds, medians of CPU time; SQLite, which runs in this process")
    print_row("understanding alone", understanding, "")
    print_row("import, whole road", whole, f"{whole / understanding:.1f} x understanding")
    print_row("the same again", again, f"1/{whole / again:.0f} of the first")
    print_row("row by row, as a first draft", naive, f"{naive / (whole - understanding):.1f} x our storing")


def print_row(name: str, seconds: float, ratio: str) -> None:
    print(f"  {name:28} {seconds * 1e3:7.2f} ms a document   {ratio}")


def measure_apart() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "NEWSREADER_DATA": folder,
            "NEWSREADER_SECRET_KEY": "only-for-this-measurement" * 3,
        }
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.importing", "round"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return {
        name: float(seconds)
        for name, seconds in (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    }


def measure() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from articles.captures.building import captures_of
    from articles.documents.received import TEXT, Received
    from articles.importing.runs import run_import
    from articles.understanding import understand

    call_command("migrate", verbosity=0)
    texts = list(islice(documents(), STORIES + NAIVE))
    received = [Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    first = received[:STORIES]
    print_time("understand", lambda: [understand(text).story for text in texts[:STORIES]])
    print_time("import", lambda: list(run_import(first)))
    print_time("again", lambda: list(run_import(first)))
    stories = [captures_of(one.content, TEXT, "", 0, timezone.now())[0].story for one in received[STORIES:]]
    print_time("row by row", lambda: save_row_by_row(stories))


def documents() -> Iterator[str]:
    """Pages without end: the demo edition's, each time with a headline and a body of its own."""
    from articles.understanding import understand
    from articles.understanding.story import BLOCK_ROLES, Role

    texts = [path.read_text() for path in sorted((ROOT / "articles" / "demo").rglob("*.txt"))]
    own = BLOCK_ROLES | {Role.STANDFIRST}
    pages = [(text, understand(text).story) for text in texts]
    for number, (text, story) in enumerate(cycle(pages)):
        page = text.replace(story.headline, f"{story.headline}, part {number}").split("\n")
        for line in story.lines:
            if line.role in own and len(line.text) > 1:
                page[line.number - 1] = f"{line.text[:-1]}, number {number}{line.text[-1]}"
        yield "\n".join(page)


def save_row_by_row(stories: Sequence) -> None:
    """As a first draft would: look up or save each row by itself, every related headline too."""
    from django.utils import timezone

    from articles.models import Article, Headline, RelatedHeadline
    from articles.text.digests import headline_key

    for number, story in enumerate(stories):
        key, now = headline_key(story.headline), timezone.now()
        article = Article.objects.create(
            headline=story.headline, key=key, slug="story", body_text=story.body, imported_at=now, dated_at=now,
            fingerprint=f"row by row {number}", blocks=[{"kind": b.kind, "text": b.text} for b in story.blocks],
        )  # fmt: skip
        Headline.objects.update_or_create(key=key, defaults={"text": story.headline, "article": article})
        for position, text in enumerate(story.related, 1):
            headline, _ = Headline.objects.get_or_create(key=headline_key(text), defaults={"text": text})
            headline.wanted += 1
            headline.save()
            RelatedHeadline.objects.get_or_create(
                article=article, headline=headline, defaults={"position": position, "list_key": key}
            )


def print_time(name: str, work: Callable[[], object]) -> None:
    started = time.process_time()
    work()
    print(f"{name}\t{time.process_time() - started}")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["round"] else main()
