"""The same documents imported in many orders."""

import hashlib
import random

from articles.importing.runs import run_import
from articles.models import Article, Document, Headline, Import, Source, SourceLines
from articles.operations.exporting import export_lines
from tests.support.importing import assert_graph_is_true

ORDERS = 20


def empty_library():
    Article.objects.all().delete()
    for model in (Document, Import, Headline, Source, SourceLines):
        model.objects.all().delete()


def library_digest():
    return hashlib.sha256("\n".join(export_lines()).encode()).hexdigest()


def digests_of_orders(received, seed=0):
    """The digest after each of twenty orders, in runs of a random size, every other one imported twice."""
    chance, found = random.Random(seed), set()
    for number in range(ORDERS):
        empty_library()
        shuffled = chance.sample(received, len(received)) * (1 + number % 2)
        cut = chance.randrange(len(shuffled))
        for part in (shuffled[:cut], shuffled[cut:]):
            list(run_import(part))
        assert_graph_is_true()
        found.add(library_digest())
    return found
