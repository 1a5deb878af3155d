"""What the desk does with a staged import, run as a module on a library of its own; prints JSON."""

import datetime as dt
import json
import sys

import django


def main(action, argument):
    django.setup()
    sys.stdout.write(json.dumps(ACTIONS[action](argument)))


def stage(folder):
    """Stage the files of a folder and leave them to the worker; the primary key of the import."""
    from articles.documents.sources.paths import read_paths
    from tests.support.desk import stage

    run = stage(read_paths([folder]), user=None)
    assert go_on(run.pk)
    return run.pk


def go_on(pk):
    """Whether the import could be started; it is left to the worker."""
    from articles.importing.staging import confirm
    from articles.tasks import import_staged

    started = confirm(int(pk))
    if started:
        import_staged.enqueue(int(pk))
    return started


def progress(pk):
    from articles.models import Document, Import

    run = Import.objects.get(pk=pk)
    return {"state": run.state, "done": run.done, "staged": Document.objects.filter(state="staged").count()}


def age(pk):
    """Put its last sign of life into the past."""
    from articles.models import Import

    return Import.objects.filter(pk=pk).update(seen_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))


def stop(pk):
    """Whether the import ran and was stopped."""
    from articles.importing.staging import stop

    return stop(int(pk))


ACTIONS = {"stage": stage, "go_on": go_on, "progress": progress, "age": age, "stop": stop}

if __name__ == "__main__":
    main(*sys.argv[1:])
