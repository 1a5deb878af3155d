"""Characters that stand in a text for something else, so that no rule of typography sees them."""

TAG = "\ue000"  # an HTML tag
UNSEEN = f"{TAG}\uf8f1\uf8f2"  # the last two mark the matches of a search
