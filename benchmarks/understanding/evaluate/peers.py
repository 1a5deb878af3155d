"""Other extractors of news pages, each wrapped as a function from HTML to what score.py reads."""

import importlib.util
import logging
import socket
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

type Prediction = dict[str, Any]

URL = "https://example.org/story"  # some peers require one
STOP_LISTS = {
    "ar": "Arabic", "da": "Danish", "de": "German", "es": "Spanish", "fr": "French", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ko": "Korean", "nb": "Norwegian_Bokmal", "nl": "Dutch",
    "no": "Norwegian_Bokmal", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peer:
    """An extractor. `predict` takes a page's HTML and its two-letter language, "" when unknown; it may raise."""

    name: str  # of the package
    module: str
    predict: Callable[[str, str], Prediction]

    @property
    def is_installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None

    @property
    def label(self) -> str:
        return f"{self.name} {version(self.name)}"


def block_network() -> None:
    """Block network connections and logs in this process, so that no peer fetches anything while it is measured."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError("the benchmark runs without a network")

    socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
    warnings.simplefilter("ignore")
    logging.disable()


def by_trafilatura(html: str, language: str) -> Prediction:
    import trafilatura

    found = trafilatura.bare_extraction(html, with_metadata=True)
    if found is None:
        return {}
    return {"headline": found.title, "body": found.text, "byline": found.author, "published": found.date}


def by_newspaper(html: str, language: str) -> Prediction:
    from newspaper import Article

    article = Article(URL, language=language or "en", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "headline": article.title,
        "body": article.text,
        "byline": ", ".join(article.authors),
        "published": article.publish_date.isoformat() if article.publish_date else "",
    }


def by_readability(html: str, language: str) -> Prediction:
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    summary = fromstring(document.summary(html_partial=True))
    return {"headline": document.short_title(), "body": "\n".join(summary.itertext())}


def by_resiliparse(html: str, language: str) -> Prediction:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    body = extract_plain_text(tree, main_content=True, alt_texts=False, links=False)
    return {"headline": tree.title, "body": body}


def by_justext(html: str, language: str) -> Prediction:
    import justext

    stop_words = justext.get_stoplist(STOP_LISTS.get(language, "English"))
    paragraphs = justext.justext(html, stop_words)
    return {"body": "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)}


def by_goose(html: str, language: str) -> Prediction:
    from goose3 import Goose

    with Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=html)
    return {
        "headline": article.title,
        "body": article.cleaned_text,
        "byline": ", ".join(article.authors),
        "published": str(article.publish_date or ""),
    }


PEERS = (
    Peer("trafilatura", "trafilatura", by_trafilatura),
    Peer("newspaper4k", "newspaper", by_newspaper),
    Peer("readability-lxml", "readability", by_readability),
    Peer("resiliparse", "resiliparse", by_resiliparse),
    Peer("jusText", "justext", by_justext),
    Peer("goose3", "goose3", by_goose),
)
