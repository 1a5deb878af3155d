"""The parts of a story's page: its text, its facts, and the list from which the reader came."""
