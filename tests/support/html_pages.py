"""HTML pages for tests, of papers that don't exist. All invented."""

import json

from tests.support.texts import PARAGRAPHS

HEADLINE = "Ferry returns to the bay after a week"
ADDRESS = "https://tide.example/ferry-returns"


def html_page(
    headline=HEADLINE,
    *paragraphs,
    url=ADDRESS,
    source="The Tide Table",
    author="Ada Holm",
    published="2026-11-21T07:10:00+01:00",
    modified="",
    head="",
    menu="Skip to content",
):
    """One page: a menu, the headline in an h1, byline, paragraphs, and metadata of all kinds."""
    paragraphs = paragraphs or PARAGRAPHS
    said = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "not this"},
            {
                "@type": ["NewsArticle"],
                "headline": headline,
                "datePublished": published,
                "dateModified": modified,
                "author": [{"@type": "Person", "name": author}],
                "publisher": {"@type": "Organization", "name": source},
            },
        ],
    }
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{headline} | {source}</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:site_name" content="{source}">{head}'
        f'<script type="application/ld+json">{json.dumps(said)}</script><style>.gone{{display:none}}</style></head>'
        f'<body><nav><ul><li>{menu}</li><li>News</li></ul></nav><div class="gone">Never shown</div>'
        f"<article><h1>{headline}</h1><p>By {author}</p>{body}</article></body></html>"
    )
