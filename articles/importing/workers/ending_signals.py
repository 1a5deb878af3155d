"""The signals by which a process is asked to end, and how worker processes leave them to their parent."""

import signal
import threading
from multiprocessing import resource_tracker

PROCESS_ENDS = threading.Event()  # set in a task worker that was asked to end: an import then ends after its batch
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class HandedBack(Exception):
    """An import was left after a whole batch, for another process to go on with."""


def ignore_ending_signals() -> None:
    """Ignore them in a worker process, which ends with its parent."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def block_ending_signals() -> None:
    """Block them in a thread that starts worker processes, which inherit the mask and so never see a Ctrl-C.

    The mask is set twice, because starting multiprocessing's resource tracker clears it in this thread.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
