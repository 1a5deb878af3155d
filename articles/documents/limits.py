"""How large a document may be."""

MAX_DOCUMENT = 2_000_000  # bytes of text in a document
MAX_HTML = 10_000_000  # bytes of an HTML page
MAX_LINE = 100_000  # bytes in a line
MAX_LINES = 50_000  # understanding takes some 9 kB of memory for each
