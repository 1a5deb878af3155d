"""Takes back what an import brought, and brings back what was deleted by hand.

The panel calls `consequences(run)` to show what an undo would do, `undo(run, user)` and `add_again(documents, user)`.
"""

from articles.importing.undoing.adding_again import add_again
from articles.importing.undoing.foreseeing import Consequences, consequences
from articles.importing.undoing.taking_back import CannotUndo, undo

__all__ = ["CannotUndo", "Consequences", "add_again", "consequences", "undo"]
