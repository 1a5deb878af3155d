"""Logging in: wrong passwords are counted and refused, few are hashed at once, each login has a session of its own."""

import datetime as dt
import fcntl
import os
import re
import threading

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django.urls import reverse

from articles.admin.login import password_slots
from articles.admin.login.password_slots import Busy, password_slot
from articles.admin.login.throttle import ADDRESS_LIMIT
from newsreader.settings import AXES_COOLOFF_TIME, AXES_FAILURE_LIMIT

RIGHT = "a lamp in the window"
LOGGED_IN = 302


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A data folder of the test's own: logins of tests that run at the same time would be waited for."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def keeper(db):
    return User.objects.create_user("keeper", password=RIGHT, is_staff=True)


def log_in(password=RIGHT, username="keeper", address="192.0.2.1", client=None, **headers):
    form = {"username": username, "password": password}
    return (client or Client()).post(reverse("admin:login"), form, REMOTE_ADDR=address, headers=headers)


def fail(times, **how):
    return [log_in("wrong", **how).status_code for _ in range(times)]


def let_pass(minutes):
    """Move the wrong passwords into the past."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - dt.timedelta(minutes=minutes))


def test_the_sixth_wrong_password_is_refused_and_then_the_right_one_too(keeper):
    assert fail(AXES_FAILURE_LIMIT + 1)[-1] == 429

    response = log_in()

    assert response.status_code == 429
    assert 14 * 60 < int(response["Retry-After"]) <= 15 * 60
    assert "It works again in 15 minutes." in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_refused_login_is_not_hashed_and_not_counted(keeper, django_assert_num_queries):
    fail(AXES_FAILURE_LIMIT)
    before = list(AccessAttempt.objects.values())

    with django_assert_num_queries(1):
        log_in()

    assert list(AccessAttempt.objects.values()) == before


def test_it_works_again_after_a_quarter_of_an_hour(keeper):
    fail(AXES_FAILURE_LIMIT)
    let_pass(14)
    assert log_in().status_code == 429

    let_pass(1)

    assert log_in().status_code == LOGGED_IN


def test_thirty_wrong_passwords_do_not_lock_the_user_out_elsewhere(keeper):
    fail(30)

    assert log_in(address="192.0.2.2").status_code == LOGGED_IN


def test_wrong_passwords_for_many_users_block_the_address(keeper):
    statuses = [log_in("wrong", username=f"user{n}").status_code for n in range(50)]

    assert statuses[: AXES_FAILURE_LIMIT - 1] == [200] * (AXES_FAILURE_LIMIT - 1)
    assert set(statuses[ADDRESS_LIMIT:]) == {429}
    assert log_in().status_code == 429
    assert log_in(address="192.0.2.2").status_code == LOGGED_IN


def test_a_login_that_succeeds_forgets_this_users_failures_only(keeper):
    fail(AXES_FAILURE_LIMIT - 1)
    fail(2, username="another")

    assert log_in().status_code == LOGGED_IN

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["another"]


def test_another_browser_or_spelling_of_the_name_does_not_dodge(keeper):
    for n in range(AXES_FAILURE_LIMIT):
        log_in("wrong", user_agent=f"Browser {n}")

    assert log_in().status_code == 429
    assert log_in(username="ｋeeper").status_code == 429  # full-width k, which the form takes for a k


def test_x_forwarded_for_counts_only_behind_a_proxy(keeper, settings):
    for n in range(AXES_FAILURE_LIMIT):
        log_in("wrong", x_forwarded_for=f"198.51.100.{n}")
    assert log_in(x_forwarded_for="198.51.100.99").status_code == 429

    settings.BEHIND_PROXY = True

    assert log_in(x_forwarded_for="198.51.100.99").status_code == LOGGED_IN
    for n in range(AXES_FAILURE_LIMIT):  # what a client sends stands before what the proxy adds
        log_in("wrong", x_forwarded_for=f"203.0.113.{n}, 198.51.100.7")
    assert log_in(x_forwarded_for="203.0.113.99, 198.51.100.7").status_code == 429


def test_ipv6_is_counted_by_network(keeper):
    for n in range(AXES_FAILURE_LIMIT):
        log_in("wrong", address=f"2001:db8:1:2::{n}")

    assert log_in(address="2001:db8:1:2:ffff::1").status_code == 429
    assert log_in(address="2001:db8:1:3::1").status_code == LOGGED_IN


def test_ipv4_is_counted_as_such_also_on_a_dual_socket(keeper):
    fail(AXES_FAILURE_LIMIT, address="::ffff:192.0.2.1")

    assert log_in(address="192.0.2.1").status_code == 429
    assert log_in(address="::ffff:192.0.2.2").status_code == LOGGED_IN


def test_unknown_users_get_the_same_answers(keeper):
    known = [log_in("wrong", address="192.0.2.1") for _ in range(AXES_FAILURE_LIMIT + 2)]
    unknown = [log_in("wrong", username="nobody", address="192.0.2.2") for _ in range(AXES_FAILURE_LIMIT + 2)]

    def shown(response):
        page = response.content.decode().replace("keeper", "nobody")
        return response.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)

    assert list(map(shown, known)) == list(map(shown, unknown))


def test_attempts_are_deleted_when_they_no_longer_count(keeper):
    for n in range(30):
        log_in("wrong", username=f"user{n}", address=f"192.0.2.{n}")
    let_pass(AXES_COOLOFF_TIME.total_seconds() / 60)

    fail(1)

    assert AccessAttempt.objects.count() == 1


def test_a_flood_from_one_address_leaves_few_rows(keeper):
    for n in range(3 * ADDRESS_LIMIT):
        log_in("wrong", username=f"user{n}")

    assert AccessAttempt.objects.count() == ADDRESS_LIMIT


def test_nothing_typed_into_the_form_is_kept_but_the_name(keeper):
    log_in("a secret")

    assert "a secret" not in str(AccessAttempt.objects.values())


def test_the_same_user_gets_a_new_session_at_each_login(keeper):
    client = Client()
    log_in(client=client)
    first = client.cookies["sessionid"].value

    log_in(client=client)

    assert client.cookies["sessionid"].value != first
    stolen = Client()
    stolen.cookies["sessionid"] = first
    assert stolen.get(reverse("admin:index")).status_code == 302


def test_an_address_elsewhere_leads_to_the_panel_instead(keeper):
    response = Client().post(
        reverse("admin:login"), {"username": "keeper", "password": RIGHT, "next": "https://evil.example/"}
    )

    assert response["Location"] == reverse("admin:index")


def test_one_password_is_hashed_and_one_login_waits(monkeypatch):
    monkeypatch.setattr(password_slots, "MAX_WAIT", 60)
    done, got = threading.Event(), []

    def wait_for_slot():
        with password_slot():
            got.append(True)

    with password_slot():
        with pytest.raises(Busy):  # there is a place for one more thread, not for two
            waiting = threading.Thread(target=wait_for_slot)
            waiting.start()
            while password_slots._places._value:
                done.wait(0.01)
            with password_slot():
                pass
        assert got == []
    waiting.join()

    assert got == [True]


def test_one_password_is_hashed_at_a_time_by_all_processes(keeper, folder, monkeypatch):
    monkeypatch.setattr(password_slots, "MAX_WAIT", 0.01)
    descriptor = os.open(folder, os.O_RDONLY)  # as another process has it

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        assert log_in().status_code == 503
    finally:
        os.close(descriptor)

    assert log_in().status_code == LOGGED_IN


def test_a_login_needs_no_data_folder(keeper, settings, folder):
    settings.DATA_DIR = folder / "none"

    assert log_in().status_code == LOGGED_IN


def test_a_login_that_waits_too_long_is_told_to_come_back_and_fills_no_log(keeper, monkeypatch, caplog):
    monkeypatch.setattr(password_slots, "MAX_WAIT", 0.01)

    with password_slot():
        response = log_in()

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert caplog.records == []
    assert log_in().status_code == LOGGED_IN
