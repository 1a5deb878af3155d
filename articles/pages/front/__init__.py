"""What the front page of the library and that of a source show above and beside the days."""
