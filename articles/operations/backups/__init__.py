"""Backups of a whole library, and its move between the two kinds of database."""
