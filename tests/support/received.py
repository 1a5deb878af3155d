"""Texts as the importer receives them."""

from articles.documents.received import Received


def received(texts):
    return [Received(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
