"""Who gets which page of the panel: each role asks every address, and every control that it is offered works."""

from itertools import product

import pytest
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.support.panel.addresses import key_of, path_of, routes
from tests.support.panel.controls import forms_of, links_of
from tests.support.panel.library import GROUPS, fill_library, make_user

pytestmark = pytest.mark.django_db

# From the least to the most: who may do something, so may all after it.
ROLES = ["stranger", "reader", "staff", *GROUPS, "superuser"]
ANYONE, STAFF, VIEWER, IMPORTER, EDITOR, SUPERUSER = ("stranger", "staff", *GROUPS, "superuser")
NOBODY = "nobody"  # 403 or the login for all
NEVER = "never"  # no such method: 405, or led to another page

# The first role for GET, and the first for POST. Every address of the panel has to be here.
JUDGED = {
    "index": (STAFF, STAFF),
    "login": (ANYONE, ANYONE),
    "logout": (NEVER, ANYONE),
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, NEVER),
    "jsi18n": (STAFF, NEVER),
    "autocomplete": (NOBODY, NEVER),
    "view_on_site": (STAFF, STAFF),
    "app_list": (STAFF, STAFF),
    "admin/(?P<url>.*)$": (STAFF, STAFF),
    "articles_headline_link": (EDITOR, EDITOR),
    "articles_headline_undo": (NEVER, EDITOR),
    "articles_document_original": (VIEWER, NEVER),
    "auth_user_password_change": (SUPERUSER, SUPERUSER),
    "import_desk": (IMPORTER, IMPORTER),
    "import_discard_several": (NEVER, IMPORTER),
    "import_session": (STAFF, NEVER),
    "import_start": (NEVER, IMPORTER),
    "mend_document": (EDITOR, EDITOR),
    "mend_source": (EDITOR, EDITOR),
    "mend_line": (EDITOR, EDITOR),
}
# Of each model: who may look, change, add and delete.
PAGES = {
    "articles_article": (VIEWER, NOBODY, NOBODY, EDITOR),
    "articles_document": (VIEWER, NOBODY, NOBODY, NOBODY),
    "articles_headline": (VIEWER, NOBODY, NOBODY, NOBODY),
    "articles_import": (VIEWER, NOBODY, NOBODY, NOBODY),
    "articles_revision": (VIEWER, NOBODY, NOBODY, NOBODY),
    "articles_source": (VIEWER, EDITOR, NOBODY, EDITOR),
    "articles_verdict": (VIEWER, NOBODY, NOBODY, EDITOR),
    "auth_group": (SUPERUSER,) * 4,
    "auth_user": (SUPERUSER,) * 4,
    "django_tasks_database_dbtaskresult": (SUPERUSER, NOBODY, NOBODY, NOBODY),
}
for name, (look, change, add, delete) in PAGES.items():
    route = f"admin/{'/'.join(name.rsplit('_', 1))}/<path:object_id>/"
    JUDGED |= {
        f"{name}_changelist": (look, look),
        f"{name}_history": (look, look),
        f"{name}_change": (look, change),
        f"{name}_add": (add, add),
        f"{name}_delete": (delete, delete),
        route: (STAFF, STAFF),  # leads to the page of the row, which judges
    }
# Of the desk, by whose import it is and how far: those of somebody else, and the user's own, which waits.
KINDS = ["finished", "staged", "own"]
SEEN = {"finished": (IMPORTER, NEVER), "staged": (EDITOR, NEVER), "own": (IMPORTER, NEVER)}
HANDLED = {"finished": (NEVER, EDITOR), "staged": (NEVER, EDITOR), "own": (NEVER, IMPORTER)}
OF_IMPORTS = {
    **dict.fromkeys(["import_run", "import_document", "import_csv", "import_json"], SEEN),
    **dict.fromkeys(["import_lot", "import_finish", "import_choose", "import_confirm"], HANDLED),
    **dict.fromkeys(["import_stop", "import_discard"], HANDLED),
    "import_undo": {"finished": (EDITOR, EDITOR), "staged": (EDITOR, EDITOR), "own": (IMPORTER, IMPORTER)},
    "import_again": dict.fromkeys(KINDS, (NEVER, EDITOR)),
}


def test_every_address_of_the_panel_is_judged_and_no_other():
    keys = {key_of(route, name) for route, name in routes()}

    assert keys - JUDGED.keys() - OF_IMPORTS.keys() == set(), "say in this file who may ask for them"
    assert (JUDGED.keys() | OF_IMPORTS.keys()) - keys == set(), "the panel no longer has them"


def judgements(subjects):
    """Key, path, and first role by method, of each address and of each kind of import that it may be about."""
    for route, name in routes():
        key = key_of(route, name)
        if key in OF_IMPORTS:
            for kind, judged in OF_IMPORTS[key].items():
                yield f"{key} {kind}", path_of(route, {**subjects, "desk": subjects["kinds"][kind]}), judged
        else:
            yield key, path_of(route, subjects), JUDGED[key]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_what_it_may_have_and_nothing_else(role):
    user = make_user(role)
    subjects = fill_library(user)
    differing = {}

    for (key, path, judged), (method, first) in product(judgements(subjects), [("get", 0), ("post", 1)]):
        expected = judged[first]
        response = ask(user, method, path)
        if answer_of(response) not in expected_answers(role, expected):
            differing[f"{method} {key}"] = (path, response.status_code, f"expected for {expected}")

    assert differing == {}


def ask(user, method, path, data=None):
    """Ask as a new client; whatever it changes is rolled back."""
    client = Client()
    if user:
        client.force_login(user)
    with transaction.atomic():
        response = getattr(client, method)(path, data or {})
        transaction.set_rollback(True)
    return response


def answer_of(response):
    """Whether it was refused, asked to log in, told that there is no such method, led on, or answered."""
    if response.status_code == 302 and response["Location"].startswith(reverse("admin:login")):
        return "login"
    if any(message.level >= messages.ERROR for message in messages.get_messages(response.wsgi_request)):
        return "refused"  # on the page to which it is led
    return {302: "led on", 403: "refused", 405: "no method"}.get(response.status_code, "answered")


def expected_answers(role, first):
    if first == NEVER:
        return {"no method", "login", "refused", "led on"}
    if first != NOBODY and ROLES.index(role) >= ROLES.index(first):
        return {"answered", "led on"}
    return {"login", "refused"}


@pytest.mark.parametrize("role", ROLES[2:])
def test_no_control_is_offered_that_would_be_refused(role):
    """Beginning at the first page, each link is followed and each form sent, but for those that end the session."""
    walk = Walk(make_user(role))
    subjects = fill_library(walk.user)
    walk.left = [reverse("admin:index")]
    if role != "staff":
        walk.left.append(reverse("admin:articles_headline_change", args=[subjects["led"]]))

    while walk.left:
        walk.visit(walk.left.pop())

    assert walk.refused == {}
    assert role == "staff" or len(walk.seen) > 20
    assert role in ("staff", "Viewer") or len(walk.sent) > 5


# Rights that somebody ticked by hand, without the groups.
MIXES = [
    ["run_import"],
    ["add_mend"],
    ["change_source"],
    ["delete_article"],
    ["run_import", "view_import"],
    ["run_import", "delete_article"],
    ["see_every_import", "view_import"],
    ["run_import", "see_every_import", "change_source"],
    ["add_mend", "view_document", "change_source"],
    ["add_mend", "run_import", "view_article"],
    ["view_article", "delete_article", "view_headline"],
    ["view_headline", "add_verdict"],
    ["view_headline", "delete_verdict", "view_verdict"],
    ["view_source", "delete_source", "view_revision"],
    ["view_import", "view_document", "add_verdict"],
]


@pytest.mark.parametrize("rights", MIXES, ids="+".join)
def test_no_control_is_offered_that_a_mix_of_rights_would_refuse(rights):
    """Beginning at every page that opens, each link is followed and each form sent."""
    user = make_user("staff")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    walk = Walk(user)
    subjects = fill_library(user)
    open_pages = [path for _, path, _ in judgements(subjects) if ask(user, "get", path).status_code == 200]
    walk.left = [reverse("admin:index"), *(path for path in open_pages if path.startswith("/admin/"))]

    while walk.left:
        walk.visit(walk.left.pop())

    assert walk.refused == {}


class Walk:
    """A user's walk through the panel: the addresses seen, the forms sent, and what refused either."""

    def __init__(self, user):
        self.user, self.left, self.seen, self.sent, self.refused = user, [], set(), set(), {}

    def visit(self, address):
        response = ask(self.user, "get", address)
        if is_refused(response) or response.status_code >= 400:
            self.refused[address] = response.status_code
        if response.status_code == 200 and "html" in response["Content-Type"]:
            html = response.content.decode()
            self.follow(links_of(html, address), address.partition("?")[0])
            for form in forms_of(html, address):
                self.send(form, address)

    def follow(self, links, here):
        """Remember the addresses that are new. Of the many filters of one list, each is followed by itself only."""
        for link in links:
            path, _, query = link.partition("?")
            is_combined = "&" in query or path == here
            known = path if is_combined else link
            if known not in self.seen and path.startswith("/admin/") and "logout" not in path:
                self.seen.add(known)
                self.left.append(link)

    def send(self, form, address):
        if form in self.sent or "logout" in form.path:
            return
        self.sent.add(form)
        response = ask(self.user, form.method, form.path, dict(form.fields))
        if is_refused(response) or response.status_code == 404:
            self.refused[f"{form.method} {form.path} on {address}"] = response.status_code


def is_refused(response):
    return answer_of(response) not in ("answered", "led on")


@pytest.mark.parametrize("path", ["/", "/search/?q=ferry", "/wanted/", "/sources/", "/nowhere/"])
def test_pages_for_readers_offer_nothing_that_would_refuse_them(path):
    fill_library()
    html = Client().get(path).content.decode()

    offered = [link for link in links_of(html, path) if link.startswith("/admin/")]

    assert offered == [reverse("admin:index")]
    for role in ROLES[2:]:
        assert ask(make_user(role), "get", offered[0]).status_code == 200
