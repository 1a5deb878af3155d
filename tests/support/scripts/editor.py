"""Changes a library as it is asked to, line by line, and answers with the public pages as Django makes them then.

Each line of standard input is a JSON list: the name of a change, its arguments. Each line of standard output is an
object: for each address on the command line, the page's body.
"""

import io
import json
import sys

import newsreader.wsgi  # noqa: F401  # sets Django up, which the next imports need

# isort: split
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.models import Article, Headline, Source, Verdict

HOST = "127.0.0.1"
client = Client(headers={"host": HOST})
admin = Client(headers={"host": HOST})


def act(change, *arguments):
    {
        "import": lambda path: call_command("import_articles", path, workers=1, stdout=io.StringIO()),
        "rename_source": _rename_source,
        "delete": _delete,
        "link": _link,
        "undo": lambda: _post("articles_verdict", "delete_selected", Verdict),
        "standfirst": lambda text: Article.objects.filter(pk=_newest()).update(standfirst=text),
        "log_in": lambda: admin.force_login(User.objects.first()),
        "nothing": lambda: None,
    }[change](*arguments)


def _newest():
    return Article.objects.latest("pk").pk


def _rename_source(name):
    source = Source.objects.earliest("pk")
    fields = {"name": name, "tagline": source.tagline, "url": source.url or "", "language": source.language or "en"}
    response = admin.post(f"/admin/articles/source/{source.pk}/change/", fields)
    assert response.status_code == 302, response.content.decode()


def _delete():
    _post("articles_article", "delete_selected", Article.objects.filter(pk=_newest()))


def _link():
    waiting, live = Headline.objects.filter(article=None).latest("pk"), Headline.objects.exclude(article=None).first()
    response = admin.post(f"/admin/articles/headline/{waiting.pk}/link/", {"to": f"headline {live.pk}"})
    assert response.status_code == 302, response.content.decode()


def _post(model, action, rows):
    chosen = list((rows if hasattr(rows, "values_list") else rows.objects).values_list("pk", flat=True))
    if chosen:
        fields = {"action": action, "_selected_action": chosen, "post": "yes"}
        response = admin.post(f"/admin/{model.replace('_', '/')}/", fields)
        assert response.status_code == 302, response.content.decode()


for line in sys.stdin:
    act(*json.loads(line))
    sys.stdout.write(json.dumps({path: client.get(path).content.decode() for path in sys.argv[1:]}) + "\n")
    sys.stdout.flush()
