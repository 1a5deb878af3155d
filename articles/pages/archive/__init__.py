"""Days, months and years of the library, and its sources."""
