"""Write the stories of a library to a file, a JSON object each, for the peer; it runs with the tree's own code."""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
django.setup()

from articles.models import Article  # noqa: E402


def main(path: str) -> int:
    """Return the number of stories."""
    with Path(path).open("w") as file:
        for article in Article.objects.select_related("source").order_by("pk").iterator():
            story = {
                "title": article.headline,
                "slug": f"{article.slug[:200]}-{article.pk}",
                "intro": article.standfirst,
                "body": article.body_html,
                "date": article.dated_at.isoformat(),
                "source": article.source.name if article.source else "",
            }
            file.write(f"{json.dumps(story)}\n")
    return Article.objects.count()


if __name__ == "__main__":
    print(json.dumps(main(**json.loads(sys.argv[1]))))
