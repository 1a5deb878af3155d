"""A gettext catalogue written without gettext's tools, which not every machine has."""

import struct

HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=n!=1;\n"


def write_catalogue(path, sentences):
    """Write a .mo file of (singular, plural or None): each text after DE, the plural after DE+."""
    messages = {"": HEADER}
    for singular, plural in sentences:
        key = f"{singular}\0{plural}" if plural else singular
        messages[key] = f"DE {singular}" + (f"\0DE+ {plural}" if plural else "")
    pairs = [(key.encode(), text.encode()) for key, text in sorted(messages.items())]
    start = 28 + 16 * len(pairs)  # after the header, and two tables of lengths and offsets
    tables, body = [], b""
    for part in (0, 1):
        for pair in pairs:
            tables += [len(pair[part]), start + len(body)]
            body += pair[part] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(header + struct.pack(f"<{len(tables)}I", *tables) + body)
