"""Imports, what became of their documents, and what people corrected."""
