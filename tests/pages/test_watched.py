"""Which of the headlines that a reader watches have arrived, and the page of what a reader keeps."""

import pytest

from articles.models import Headline
from tests.support.factories import make_article, make_waiting

pytestmark = pytest.mark.django_db


def test_headlines_that_have_a_story_are_answered_by_number_in_one_query(client, django_assert_num_queries):
    story = make_article("The lamp is lit")
    arrived, waiting = Headline.objects.get(article=story), make_waiting("Who lit the lamp")

    with django_assert_num_queries(1):
        answer = client.get(f"/headlines/arrived/?n={waiting.pk},{arrived.pk},{arrived.pk},999999999999999999")

    assert answer.json() == {str(arrived.pk): {"href": story.get_absolute_url(), "headline": "The lamp is lit"}}
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("numbers", ["", "x", "1,", "-1", "1" * 19, ",".join(["1"] * 101), "1;2", "1 ,2", "\u0661"])
def test_question_that_is_none_or_too_long_is_not_found(client, numbers):
    assert client.get("/headlines/arrived/", {"n": numbers}).status_code == 404


def test_page_of_what_is_kept_is_the_same_for_everybody_and_asks_the_library_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/saved/")

    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text
