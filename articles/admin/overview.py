"""What the panel's first page shows: imports, refusals, unsure stories, wanted headlines, and the worker."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from articles.admin.confidence import UNSURE, Part, show_sureness
from articles.admin.desk.watching.listing import latest_imports, open_imports
from articles.admin.desk.watching.worker import worker_state
from articles.documents.problems import Problem
from articles.importing.applying import confidence_of
from articles.importing.problem_sentences import sentence_of
from articles.models import Article, Headline, Import, Outcome
from articles.requests import user_of

LATELY = 100  # imports in which refused documents are looked for
READ = 2_000  # refused documents of those
NEWEST = 2_000  # stories, by their number, in which unsure ones are looked for
SHOWN = 5  # rows of a part
WANTED = 10  # headlines


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason for which documents were refused lately, how many, and the report that lists the latest of them."""

    number: int
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """A story of which a part is more likely wrong than right."""

    article: Article
    parts: tuple[Part, ...]


def overview(request: HttpRequest) -> dict[str, object]:
    """The parts that the user may see, by their name in the template."""
    may = user_of(request).has_perm
    is_importer = may("articles.run_import")
    imports = open_imports(request)[:SHOWN] + latest_imports(request, SHOWN) if is_importer else []
    return {
        "imports": imports,
        "refused": refused_lately() if is_importer else [],
        "unsure": unsure_stories() if may("articles.view_article") else [],
        "wanted": most_wanted() if may("articles.view_headline") else [],
        "worker": worker_state() if is_importer else None,
    }


def refused_lately() -> list[Refused]:
    """Why documents of the latest imports were refused, the commonest reason first."""
    latest = Import.objects.order_by("-pk").values_list("pk", "rejected")[:LATELY]
    runs = [pk for pk, rejected in latest if rejected]
    refused = Outcome.objects.filter(import_run__in=runs, state=Outcome.State.REJECTED).order_by("-import_run")
    found: dict[str, list[tuple[int, Problem]]] = defaultdict(list)
    for pk, stored in refused.values_list("import_run", "problem")[:READ]:
        if stored:
            found[stored["code"]].append((pk, Problem.from_json(stored)))
    reasons = [
        Refused(
            number=len(cases),
            sentence=sentence_of(cases[0][1]),
            href=f"{reverse('admin:import_run', args=[cases[0][0]])}?show=rejected&why={code}#results",
        )
        for code, cases in found.items()
    ]
    return sorted(reasons, key=lambda reason: -reason.number)[:SHOWN]


def unsure_stories() -> list[Unsure]:
    """The newest stories that are unsure."""
    newest = Article.objects.aggregate(pk=Max("pk"))["pk"] or 0
    fields = ("headline", "headline_confidence", "body_confidence", "related_confidence")
    found = Article.objects.filter(pk__gt=newest - NEWEST, confidence__lt=UNSURE).order_by("-pk").only(*fields)
    shown = [(article, show_sureness(confidence_of(article))) for article in found[:SHOWN]]
    return [Unsure(article, tuple(part for part in parts if part.css == "bad")) for article, parts in shown]


def most_wanted() -> QuerySet[Headline]:
    """The waiting headlines that the most lists name."""
    return Headline.objects.waiting()[:WANTED]
