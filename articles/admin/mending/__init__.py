"""Pages of the panel on which people correct documents and sources."""
