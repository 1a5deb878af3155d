"""The nearest stories by their rarest words, and near copies of one story in other sources. All invented."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Article
from articles.pages.nearby_stories import nearby_stories
from articles.pages.story import story_to_read
from tests.support.importing import import_texts
from tests.support.texts import OTHER, page

pytestmark = pytest.mark.django_db
STRIKE = (
    "The pilots of Quarrel Sound went on strike on Monday, and Oda Brandvik spoke for them at the Customs House.",
    "A ship from Tarnholm waited outside the bar for the whole of the night, with her lamps lit and her cook asleep.",
    "Asked what it would take, Oda Brandvik said that a clock would do, as long as it was kept by somebody else.",
)
MORNING = (
    "On the quay this morning nobody from Quarrel Sound wanted to talk, although Oda Brandvik waved from a window.",
    "The cook of the ship has since woken up, made soup for forty and asked the mayor whether Tarnholm has called.",
)
RAIN = (
    "It rained in the hills for three days, and the brook under Mill Lane came up to the second step of the chapel.",
    "Nobody was hurt, though a goat called Ferdinand was seen by Mill Lane on a roof that was not its own.",
)


def article(headline):
    return Article.objects.get(headline=headline)


def similar_stories(article):
    return nearby_stories(story_to_read(article.pk)).more_on


def near_copies(article):
    return nearby_stories(story_to_read(article.pk)).also_told


def test_nearest_stories_share_the_rarest_words_and_say_which():
    import_texts(
        page("Pilots put down their pencils", *STRIKE),
        page("What the strike is about", *MORNING),
        page("Brook comes up to the chapel", *RAIN),
        page("One gull too many", *OTHER),
    )

    (kin,) = similar_stories(article("Pilots put down their pencils"))

    assert kin.story.headline == "What the strike is about"
    assert set(kin.subject.split(", ")) == {"Oda Brandvik", "Quarrel Sound"}
    assert similar_stories(article("One gull too many")) == []


def test_days_and_months_make_no_stories_similar():
    one, other = (f"It was on a Friday in February, on a {what}, that it was seen." for what in ("roof", "boat"))
    import_texts(page("A goat too many", one, RAIN[0]), page("A gull too few", other, OTHER[0]))

    assert similar_stories(article("A goat too many")) == []


def test_titles_and_words_that_are_no_names_elsewhere_make_no_stories_similar():
    """Of the mayor it is said once that she has a bridge, with a comma behind it, and once that she has a Bridge."""
    one, other = (f"So said Mrs {name} of the Bridge, and of every bridge, as she left." for name in ("Tarn", "Moll"))
    import_texts(page("A goat too many", one, RAIN[0]), page("A gull too few", other, OTHER[0]))

    assert similar_stories(article("A goat too many")) == []


def test_page_of_a_story_names_the_nearest_ones_and_what_they_share(client):
    import_texts(page("Pilots put down their pencils", *STRIKE), page("What the strike is about", *MORNING))

    text = client.get(article("What the strike is about").get_absolute_url()).content.decode()

    assert "More on this" in text
    assert "Pilots put down their pencils" in text
    about = re.search('Also about <span lang="en" dir="auto">([^<]*)</span>', text)[1]
    assert set(about.split(", ")) == {"Oda Brandvik", "Quarrel Sound"}


def shown(client, headline, start, end):
    text = client.get(article(headline).get_absolute_url()).text
    return text.partition(start)[2].partition(end)[0]


def test_more_on_this_repeats_nothing_that_the_page_lists(client):
    import_texts(
        page("Pilots put down their pencils", *STRIKE, related=["What the strike is about", "Nobody knows this one"]),
        page("What the strike is about", *MORNING),
        page(
            "Who leads them", *MORNING[:1], STRIKE[2], related=["Pilots put down their pencils", "Nor this other one"]
        ),
        page("Talks at Quarrel Sound", STRIKE[0], MORNING[1]),
    )

    more = shown(client, "Pilots put down their pencils", 'id="more-h"', "</section>")

    assert re.findall(r"<h3[^>]*><a[^>]*>([^<]*)", more) == ["Talks at Quarrel Sound"]


def test_without_related_headlines_similar_stories_stand_beside_the_text_and_only_there(client):
    import_texts(page("Pilots put down their pencils", *STRIKE), page("What the strike is about", *MORNING))

    beside = shown(client, "What the strike is about", 'class="rail"', "</aside>")
    below = shown(client, "What the strike is about", "</aside>", "</main>")

    assert "Pilots put down their pencils" in beside
    assert 'id="more-h"' in beside
    assert 'id="more-h"' not in below


def test_near_copy_of_another_source_is_shown_beside_the_story_and_stays_a_story(client):
    agency = [f"{text} It was the {n}th day of the wait, and the tide was out." for n, text in enumerate(STRIKE, 11)]
    shortened = [*agency[:2], agency[2].replace("a clock would do", "a new clock would do")]
    import_texts(
        page("Pilots put down their pencils", *agency),
        page("Strike at Quarrel Sound", *shortened, masthead="Bell Weekly"),
        page("Pencils down, again", *agency, agency[0].replace("Monday", "Friday"), masthead="The Tide Table"),
        page("Brook comes up to the chapel", *RAIN, masthead="Bell Weekly"),
    )

    (copy,) = near_copies(article("Pilots put down their pencils"))

    assert (copy.headline, copy.source) == ("Strike at Quarrel Sound", "Bell Weekly")
    assert "Also in" in client.get(article("Pilots put down their pencils").get_absolute_url()).content.decode()
    assert near_copies(article("Brook comes up to the chapel")) == []
    assert copy.pk not in [kin.story.pk for kin in similar_stories(article("Pilots put down their pencils"))]


def test_changed_text_changes_what_it_is_found_by():
    import_texts(
        page("What the strike is about", *MORNING), page("Pilots meet", *RAIN, captured="Friday, Nov 20, 2026")
    )

    import_texts(page("Pilots meet", *RAIN, *STRIKE, captured="Sunday, Nov 22, 2026"))

    assert [kin.story.headline for kin in similar_stories(article("Pilots meet"))] == ["What the strike is about"]
    assert Article.objects.count() == 2


def test_keywords_are_found_again_for_stories_of_older_libraries():
    import_texts(
        page("Pilots' pencils are down in Tarnholm", *STRIKE), page("Brook comes up to the chapel", *RAIN),
        page("ファミマが自社ブランド衣料品", *OTHER),
    )  # fmt: skip
    stored = dict(Article.objects.values_list("pk", "keywords"))
    Article.objects.update(keywords=None)

    migration = import_module("articles.migrations.0016_article_keywords")
    migration.fill(apps, SimpleNamespace(connection=connection))

    assert all(stored.values())
    assert dict(Article.objects.values_list("pk", "keywords")) == stored


def test_bodies_that_are_far_too_long_are_not_compared(monkeypatch):
    """Otherwise one reader of a story of 2 MB has twenty others of that size normalised."""
    import_texts(
        page("Pilots put down pencils", *STRIKE), page("Pencils are put down", *STRIKE, masthead="Bell Weekly")
    )
    one, other = article("Pilots put down pencils"), article("Pencils are put down")
    assert [card.pk for card in near_copies(one)] == [other.pk]

    monkeypatch.setattr("articles.pages.nearby_stories.MAX_BODY", len(one.body_text))
    Article.objects.filter(pk=other.pk).update(body_text=other.body_text + " And so on.")

    assert near_copies(one) == []
    assert near_copies(Article.objects.get(pk=other.pk)) == []
