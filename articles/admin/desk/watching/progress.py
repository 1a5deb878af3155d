"""How far an import is: its rate and the time left, from what was done since somebody began to watch."""

import re
import time
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from articles.models import Import
from articles.pages.cards import grouped

SHORTEST = 2.0  # seconds of watching before a rate says anything
_SEEN = re.compile(r"(\d{1,10})~(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Progress:
    """An import that runs, and how many of its documents were done when its page was opened, and when that was.

    Both stand in the address that the page asks again, so nothing has to be kept.
    """

    run: Import
    done_before: int
    opened_at: float  # Unix time
    now: float

    @classmethod
    def of(cls, run: Import, seen: str) -> "Progress":
        """The progress of an import for a page whose address says what it has `seen`; "" when it is just opened."""
        now, match = time.time(), _SEEN.fullmatch(seen)
        if not match or int(match[1]) > run.done:
            return cls(run, run.done, now, now)
        return cls(run, int(match[1]), min(now, int(match[2])), now)

    @property
    def seen(self) -> str:
        return f"{self.done_before}~{int(self.opened_at)}"

    @property
    def rate(self) -> float:
        """Documents a second; 0 when it isn't known yet."""
        seconds = self.now - self.opened_at
        return (self.run.done - self.done_before) / seconds if seconds >= SHORTEST else 0

    @property
    def how_far(self) -> str:
        values = {"done": grouped(self.run.done), "total": grouped(self.run.total or 0)}
        if self.run.total:
            return gettext("%(done)s of %(total)s documents read.") % values
        return gettext("%(done)s documents read.") % values

    @property
    def how_fast(self) -> str:
        """Its rate and the time left; "" while they aren't known."""
        if not self.run.claimed_by:
            return gettext("It waits for a worker.")
        if not self.rate:
            return ""
        a_minute = max(1, round(60 * self.rate))
        fast = ngettext("%(n)s a minute.", "%(n)s a minute.", a_minute) % {"n": grouped(a_minute)}
        left = (self.run.total or 0) - self.run.done
        return f"{fast} {time_left(left / self.rate)}" if left > 0 else fast


def time_left(seconds: float) -> str:
    """The time left in words, as exact as it can be known."""
    if seconds < 10:
        return gettext("A few seconds left.")
    if seconds < 90:
        n = round(seconds / 10) * 10
        return ngettext("About %(n)d second left.", "About %(n)d seconds left.", n) % {"n": n}
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("About %(n)d minute left.", "About %(n)d minutes left.", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return ngettext("About %(n)d hour left.", "About %(n)d hours left.", hours) % {"n": hours}
