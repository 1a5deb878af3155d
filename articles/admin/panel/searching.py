"""Stories found by what an admin knows of them: their source, their address, or the name of a file."""

import re
from itertools import chain

from django.db.models import Model, QuerySet

from articles.models import Article, Document, Identity, Source
from articles.text.normal_form import normal_form
from articles.text.urls import address_key, story_address

MAX_SEARCHED = 100_000  # newest documents whose names are read; to read the names of a million takes seconds
MAX_SOURCES = 20  # whose names begin with the words
MIN_SOURCE = 3  # letters
FILE_NAME = re.compile(r"[^\s/]\.[A-Za-z0-9]{2,6}$")


def stories_of(words: str, most: int) -> list[int]:
    """The primary keys of at most so many stories, those found by their address first."""
    words = words.strip()
    found = chain(_by_address(words), _by_file(words, most), _by_source(words, most))
    return list(dict.fromkeys(found))[:most]


def newest_documents[M: Model](documents: QuerySet[M]) -> QuerySet[M]:
    """Those of the documents that are searched by name: the newest, as names have no index."""
    newest = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return documents.filter(pk__gt=newest - MAX_SEARCHED)


def _by_address(words: str) -> list[int]:
    address = story_address(words)
    if address is None:
        return []
    known = Identity.objects.filter(key=address_key(address), headline="").values_list("article_id", flat=True)
    return [*known, *Article.objects.filter(url=address).values_list("pk", flat=True)]


def _by_file(words: str, most: int) -> list[int]:
    if not FILE_NAME.search(words):
        return []
    named = newest_documents(Document.objects.filter(name__icontains=words, article__isnull=False)).order_by("-pk")
    return list(named.values_list("article_id", flat=True)[:most])


def _by_source(words: str, most: int) -> list[int]:
    key = normal_form(words)
    if len(key) < MIN_SOURCE:
        return []
    sources = list(Source.objects.filter(key__startswith=key).values_list("pk", flat=True)[:MAX_SOURCES])
    return list(Article.objects.filter(source__in=sources).newest().values_list("pk", flat=True)[:most])
