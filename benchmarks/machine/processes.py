"""Read the CPU time and memory of processes and their descendants from /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")  # ticks per second
_PARENT, _TIMES = 1, slice(11, 15)  # in /proc/PID/stat after the name; user and system time, own and of ended children


@dataclass(frozen=True, slots=True)
class Process:
    """A running process, with its own CPU seconds and those of its ended children."""

    pid: int
    parent: int
    own: float
    ended: float


class Processes:
    """A snapshot of all running processes."""

    def __init__(self) -> None:
        self._all = {one.pid: one for one in _running()}

    def seconds(self, pid: int) -> float:
        """Return the CPU seconds of a process and its descendants; 0 if there is no such process."""
        return self._all[pid].own + self.seconds_started_by(pid) if pid in self._all else 0.0

    def seconds_started_by(self, pid: int) -> float:
        """Return the CPU seconds of the descendants of a process, including ended ones."""
        return self._all[pid].ended + sum(self.seconds(child) for child in self.children(pid))

    def children(self, pid: int) -> list[int]:
        return [one.pid for one in self._all.values() if one.parent == pid]

    def family(self, pid: int) -> Iterator[int]:
        """Yield a process and its running descendants."""
        yield pid
        for child in self.children(pid):
            yield from self.family(child)

    def command(self, pid: int) -> str:
        """Return the command line of a process; "" if it has ended."""
        try:
            return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            return ""


def _running() -> Iterator[Process]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(") ")[2].split()
            except OSError:  # it has just ended
                continue
            user, system, ended_user, ended_system = (int(ticks) / _TICK for ticks in stat[_TIMES])
            yield Process(int(folder.name), int(stat[_PARENT]), user + system, ended_user + ended_system)


def fine_seconds(pid: int) -> float:
    """Return the CPU seconds of a process with one thread, precise to nanoseconds, from the scheduler's statistics."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def proportional_memory(pid: int) -> int:
    """Return the proportional set size of a process in kB: pages that n processes share count as an nth. 0 if ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def peak_memory() -> int:
    """Return the peak memory in kB since the last call, summed over this process and its descendants."""
    return sum(map(_peak, Processes().family(os.getpid())))


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # resets the peak
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
