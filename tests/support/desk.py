"""An invented page to upload."""

PAGE = """The Tide Table
Slow news from the shore

Lamp lit again after forty years

Lamp lit again after forty years

A keeper's daughter found the wick in a drawer, and the village found an excuse to stay up.

The lamp was lit at six, an hour before the fog came in, and it was seen from the far side of the bay.

Nobody had asked for permission, and nobody who could have refused it was awake at the time.

By midnight forty boats had answered with their own lights, which is more than the harbour holds.

Newsletter
Related Articles
0:00
0:00
Close
Ferry returns to the bay after a long winter
Two herons share a chimney in the old town
×
"""


def many(count):
    return [(f"{n}.txt", PAGE.replace("forty years", f"{n} years").encode()) for n in range(1, count + 1)]
