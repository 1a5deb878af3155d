"""A progress bar on a terminal, nothing elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text


class Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Progress:
    """Shows on standard error how far an iteration is, its rate and the time left."""

    @staticmethod
    def over[T](
        items: Iterable[T], count: Callable[[], int | None], *, doing: str = "Importing", quiet: bool = False
    ) -> Iterator[T]:
        if quiet or not sys.stderr.isatty():
            yield from items
            return
        columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=count())
            for item in items:
                bar.advance(task)
                yield item
