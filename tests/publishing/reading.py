"""Reading what the site gives to machines, and holding it against the schemas of its specifications."""

import json
from pathlib import Path

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

FOLDER = Path(__file__).parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(FOLDER / "atom.rng"))
SITEMAP = etree.XMLSchema(etree.parse(FOLDER / "sitemap.xsd"))
SCHEMAS = {
    name: Draft202012Validator(json.loads((FOLDER / f"{name}.json").read_text()))
    for name in ("json-feed", "news-article")
}


def atom_of(client, path, **headers):
    """A feed as feedparser reads it, which finds nothing to complain of, nor does the schema."""
    response = client.get(path, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    tree = etree.fromstring(response.content)
    assert ATOM.validate(tree), ATOM.error_log
    headers = {"content-type": response["Content-Type"]}
    as_written = {"sanitize_html": False, "resolve_relative_uris": False}
    parsed = feedparser.parse(response.content, response_headers=headers, **as_written)
    assert not parsed.bozo, parsed.bozo_exception
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == len(ids)
    return parsed


def json_of(client, path, **headers):
    response = client.get(path, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    return valid(json.loads(response.content), "json-feed")


def valid(document, schema):
    """The document, after nothing was found that breaks the schema."""
    assert [f"{error.json_path}: {error.message}" for error in SCHEMAS[schema].iter_errors(document)] == []
    return document


def sitemap_of(content):
    """The tree of a sitemap, after its schema."""
    tree = etree.fromstring(content)
    assert SITEMAP.validate(tree), SITEMAP.error_log
    return tree


def locations(tree):
    return tree.xpath("//*[local-name()='loc']/text()")
