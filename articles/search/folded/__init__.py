"""Search in folded texts: the folding inside PostgreSQL, and marks brought back to the texts as printed."""
