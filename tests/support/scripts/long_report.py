"""Makes an import with 12,000 refused documents, whose names are long; prints its primary key."""

import json
import sys

import newsreader.wsgi  # noqa: F401  # sets Django up, which the next imports need

# isort: split
from django.utils import timezone

from articles.models import Import, Outcome

run = Import.objects.create(started_at=timezone.now(), state="finished", rejected=12_000, total=12_000)
problem = {"code": "empty", "parameters": {}, "line": None}
Outcome.objects.bulk_create(
    Outcome(import_run=run, position=n, name=f"{n}-{'n' * 180}.txt", state="rejected", problem=problem)
    for n in range(1, 12_001)
)
sys.stdout.write(json.dumps(run.pk))
