"""What became of each document of an import: its row, the details, and the sentences that say so.

The panel calls `label_of(outcome)` and `sentence_of_outcome(outcome)`.
"""

from articles.importing.outcomes.sentences import (
    foreseen_sentences,
    label_of,
    sentence_of_outcome,
    sentences_of_details,
)

__all__ = ["foreseen_sentences", "label_of", "sentence_of_outcome", "sentences_of_details"]
