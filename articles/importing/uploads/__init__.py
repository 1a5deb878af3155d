"""Files that a browser sends, until they are documents that wait on the import desk, each with a preview."""
