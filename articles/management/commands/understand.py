"""Prints how documents are understood, and stores nothing."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from django.core.management.base import BaseCommand

from articles.captures.acceptance import acceptance_problem
from articles.captures.building import document_story
from articles.captures.rendering import blocks_as_json
from articles.documents.problems import Problem, UnreadableError
from articles.documents.received import Received
from articles.documents.sources.paths import read_paths
from articles.importing.problem_sentences import english_sentence_of
from articles.understanding import Hints, Story


class Command(BaseCommand):
    help = "Write one JSON object a document to standard output: its story, and the role of each of its lines."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help='files and folders; "-" is standard input')
        parser.add_argument("--source", default="", metavar="NAME", help="publication of documents without a masthead")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        hints, failed = Hints(source=options["source"]), False
        for received in read_paths(options["paths"], sys.stdin.buffer):
            values = understood(received, hints)
            failed = failed or "problem" in values
            self.stdout.write(json.dumps(values, ensure_ascii=False))
        if failed:
            sys.exit(1)


def understood(received: Received, hints: Hints) -> dict[str, Any]:
    """Return the story of one document as JSON values, with the problem if it is refused; or only its problem."""
    name = PurePath(received.name).name
    document = {"id": name.removesuffix(PurePath(name).suffix)}
    if received.problem:
        return {**document, "problem": problem_as_json(received.problem)}
    try:
        found = document_story(received.content, hints, media_type=received.media_type)
        problem = acceptance_problem(found.story)
        refused = {"problem": problem_as_json(problem)} if problem else {}
        return {**document, **story_as_json(found.story), "url": found.url, **refused}
    except UnreadableError as error:
        return {**document, "problem": problem_as_json(error.problem)}


def problem_as_json(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "message": english_sentence_of(problem), "line": problem.line}


def story_as_json(story: Story) -> dict[str, Any]:
    """Return the story as JSON values; null stands for what the document doesn't give."""
    return {
        "source": story.source or None,
        "tagline": story.tagline or None,
        "captured_on": story.captured_on.isoformat() if story.captured_on else None,
        "headline": story.headline or None,
        "standfirst": story.standfirst or None,
        "byline": story.byline or None,
        "published": story.published.isoformat() if story.published else None,
        "language": story.language or None,
        "body": story.body,
        "blocks": blocks_as_json(story.blocks),
        "related": list(story.related),
        "nature": story.nature.value,
        "confidence": asdict(story.confidence) if story.confidence else None,
        "roles": [[line.number, line.role.value] for line in story.lines],
    }
