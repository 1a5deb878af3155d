"""A story as linked data (schema.org's NewsArticle, in JSON-LD): only what is known of it."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.pages.stories.facts import Facts

_written = json.JSONEncoder(ensure_ascii=False).encode


def news_article(article: Article, facts: Facts, *, address: str, description: str, image: str) -> SafeString:
    """The JSON for a script element; `address` and `image` are absolute.

    A byline may name a person, several, or an agency, which nobody knows here: so it is a credit and no author.
    """
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "headline": article.headline,
        "description": description,
        "image": image,
        "inLanguage": article.lang,
        "datePublished": facts.iso,
        "creditText": facts.byline,
        "publisher": {"@type": "Organization", "name": facts.source} if facts.source else None,
        "isBasedOn": facts.address,
        "wordCount": article.words,
    }
    text = _written({name: value for name, value in known.items() if value})
    # so that no text ends the script element
    text = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(text)  # noqa: S308
