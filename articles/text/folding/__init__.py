"""One folding of letters for search on both databases and for the matching of headlines."""
