"""What every request passes: the methods of the panel, and forms that are too large."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.documents.limits import MAX_FIELDS, MAX_FORM

PANEL = ["/admin/", "/admin/login/", "/admin/logout/", "/admin/articles/article/", "/admin/import/", "/admin/nothing/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PANEL)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_panel_takes_no_other_methods(path, method):
    stranger, keeper = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    keeper.force_login(User.objects.create_superuser("keeper"))

    for client in (stranger, keeper):
        response = client.generic(method, path)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, POST"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "form",
    ["username=" + "x" * (MAX_FORM + 1), "&".join(f"field{n}=" for n in range(MAX_FIELDS + 1))],
    ids=["too many bytes", "too many fields"],
)
def test_too_large_a_form_of_a_stranger_is_refused_without_a_traceback(form, capfd):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("admin:login"))  # only with its cookie is a form read

    response = client.post(reverse("admin:login"), form, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "A form may have 5 MB and a thousand fields." in response.content.decode()
    assert "Traceback" not in capfd.readouterr().err
