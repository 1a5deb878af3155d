"""TODO"""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils.datastructures import CaseInsensitiveMapping
from django_htmx.middleware import HtmxDetails

from articles.models import Article, Headline, RelatedHeadline, Revision
from articles.pages.cards import cite_href, cut, headline_href, story_href
from articles.pages.related import RelatedRequest, related_to
from articles.pages.search_results import summary, waiting_summary
from articles.search import Results
from articles.search.headline_vocabulary import remember_words, vocabulary_words
from tests.support.factories import NOON, make_article, make_source
from tests.support.fragments import more_link, page_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def published(number):
    return NOON - number * DAY


def make_stories(count, **fields):
    return [make_article(f"Story number {n} of the week", published_at=published(n), **fields) for n in range(count)]


def make_listing(total, live):
    """A story whose related list has so many headlines, the first of them live."""
    for number in range(live):
        make_article(f"Related story {number}", published_at=published(number))
    return make_article("The one that leads on", related=[f"Related story {number}" for number in range(total)])


def test_empty_library_says_so_and_leads_to_the_import(client):
    response, text = page_of(client, "/")

    assert response.status_code == 200
    assert "No stories yet" in text
    assert 'href="/admin/">Log in to import<' in text


def test_front_page_has_a_lead_two_seconds_and_the_rest_by_day(client):
    make_stories(5)

    _, text = page_of(client, "/")

    assert text.count('class="lead"') == 1
    assert text.count('class="second"') == 2
    assert re.findall(r"Story number (\d) of the week</a>", text)[:5] == ["0", "1", "2", "3", "4"]
    assert "5 stories, 1 source<" in text


def test_every_story_is_reached_once_by_following_the_next_link(client):
    for number in range(70):
        make_article(f"Story {number}", published_at=published(number // 9))
    seen, address = [], "/"

    while address:
        _, text = page_of(client, address)
        front = text.partition('class="front"')[2].partition("<aside")[0]
        seen += re.findall(r'<h[23][^>]*><a href="/stories/(\d+)/', front)
        address = "/" + more_link(text) if 'class="more"' in text else ""

    assert len(seen) == 70
    assert len(set(seen)) == 70


def test_next_page_is_a_fragment_for_htmx(client, as_htmx):
    make_stories(40)
    _, text = page_of(client, "/")

    response, fragment = page_of(client, "/" + more_link(text), **as_htmx)

    assert "<html" not in fragment
    assert "Story number 30 of the week" in fragment
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    "cursor", ["rubbish", "2026-02-30T10:00:00Z~1", "2026-11-22T10:00:00Z~" + "9" * 19, "\0", "x" * 999]
)
@pytest.mark.parametrize("name", ["after", "until"])
def test_wrong_cursor_is_not_found(client, cursor, name):
    make_stories(2)

    for path in ("/", "/sources/the-tide-table/", "/days/2026/11/22/", "/wanted/"):
        assert client.get(path, {name: cursor}).status_code == 404, path


def test_history_gets_the_whole_page_back(client, as_htmx):
    _, text = page_of(client, "/", **as_htmx, **{"HX-History-Restore-Request": "true"})

    assert "<html" in text


@pytest.mark.parametrize("count", [3, 30])
def test_front_pages_take_eight_queries_however_many_stories(client, count, django_assert_max_num_queries):
    make_stories(count, related=["Story number 0 of the week", "Story number 1 of the week", "A waiting one"])
    make_article("An undated one", related=["Story number 0 of the week"])

    with django_assert_max_num_queries(7):
        client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/sources/the-tide-table/")


def test_source_page_carries_its_name_and_only_its_stories(client):
    make_article("Ours")
    make_article("Theirs", source="Another Paper")

    _, text = page_of(client, "/sources/another-paper/")

    assert re.search(r'class="nameplate"[^>]*><a href="/sources/another-paper/">Another Paper</a></h1>', text)
    assert "Theirs" in text
    assert "Ours" not in text


def test_source_without_stories_has_a_page(client):
    make_source("Quiet Times")

    assert "No stories yet" in page_of(client, "/sources/quiet-times/")[1]


def test_day_page_shows_that_day_and_leads_to_the_days_beside_it(client):
    make_stories(3)

    _, text = page_of(client, "/days/2026/11/21/")

    assert "Story number 1 of the week" in text
    assert "Story number 0 of the week" not in text
    assert 'rel="prev" href="/days/2026/11/20/"' in text
    assert 'rel="next" href="/days/2026/11/22/"' in text


@pytest.mark.parametrize("day", ["2026/02/30", "9999/12/31", "0000/01/01", "2026/1/1"])
def test_impossible_day_is_not_found(client, day):
    assert client.get(f"/days/{day}/").status_code == 404


def test_wrong_slug_leads_to_the_right_one_for_good(client):
    article = make_article()

    for address in [f"/stories/{article.pk}/", f"/stories/{article.pk}/old-name/"]:
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


def test_story_says_what_it_is_to_machines(client, settings):
    settings.ORIGIN = "https://news.example.org"
    article = make_article("Rain & shine", standfirst="It rained. " * 40, published_at=NOON, language="de")

    _, text = page_of(client, article.get_absolute_url())

    assert f'<link rel="canonical" href="https://news.example.org{article.get_absolute_url()}">' in text
    assert '<meta property="og:type" content="article">' in text
    assert '<meta property="og:title" content="Rain &amp; shine">' in text
    assert 'article:published_time" content="2026-11-22T12:00:00+00:00"' in text
    assert '<article class="story" lang="de" dir="ltr">' in text
    assert len(re.search(r'name="description" content="([^"]*)"', text)[1]) <= 160


def test_description_falls_back_on_the_first_paragraph(client):
    article = make_article(paragraphs=["How it begins.", "And goes on."])

    assert 'name="description" content="How it begins."' in page_of(client, article.get_absolute_url())[1]


def test_story_without_a_date_says_when_it_was_imported(client):
    article = make_article()

    _, text = page_of(client, article.get_absolute_url())

    assert "<li>Undated</li>" in text
    assert "Imported on 22 November 2026" in text
    assert "22 November 2026" not in text.partition('class="prose"')[0]


def test_hostile_headline_is_escaped_everywhere(client):
    hostile = '<script>alert(1)</script> & "quotes"'
    make_article("Another", related=[hostile])
    article = make_article(hostile, related=["Another"], standfirst="<b>bold</b>")

    for address in ["/", article.get_absolute_url(), "/search/?q=quotes", Article.objects.first().get_absolute_url()]:
        text = page_of(client, address)[1]
        assert "<script>alert" not in text
        assert "<b>bold" not in text


def test_related_list_counts_what_is_live_and_what_waits(client):
    article = make_listing(total=14, live=3)

    _, text = page_of(client, article.get_absolute_url())
    text = " ".join(text.split())

    assert "14 headlines<br> 3 are here, 11 are waiting" in text
    assert text.count('class="rel"') == 3
    assert 'class="rel waiting"' not in text
    assert "Show the 11 that are waiting" in text


def test_related_headlines_come_live_first_and_those_of_the_same_subject_before_others(client):
    for headline in ("Weather in brief", "Notes from the market", "Zelma Orrin opens the lamp factory"):
        make_article(headline)
    listed = ["Not here yet", "Weather in brief", "Notes from the market", "Zelma Orrin opens the lamp factory"]
    paragraphs = ["The council met on Friday, and Zelma Orrin spoke of the lamp factory.", "Then Zelma Orrin left."]
    article = make_article("Lamp factory: who is Zelma Orrin?", paragraphs=paragraphs, related=listed)

    rows = related_to(article, RelatedRequest(is_all=True)).rows

    assert [row.text for row in rows] == [listed[3], listed[1], listed[2], listed[0]]
    assert [row.position for row in rows] == [4, 2, 3, 1]


def test_related_headline_of_other_words_says_where_it_leads(client):
    make_article("Harbour council buys the lamp factory")
    article = make_article("Hub", related=["LIVE: Harbour council buys the lamp factory"])
    there = Headline.objects.get(text="Harbour council buys the lamp factory")
    Headline.objects.filter(text__startswith="LIVE").update(same_as=there, article=there.article, how="variant")

    _, text = page_of(client, article.get_absolute_url())
    _, story = page_of(client, there.article.get_absolute_url())

    assert f'href="{there.article.get_absolute_url()}">LIVE: Harbour council' in text
    assert 'Leads to “<span lang="" dir="auto">Harbour council buys the lamp factory</span>”' in text
    assert "1 story points here." in " ".join(story.split())


def test_headline_of_other_words_that_leads_to_the_story_itself_is_left_out(client):
    article = make_article("Hub of the harbour is moved", related=["LIVE: Hub of the harbour is moved", "Another"])
    own = Headline.objects.get(key=article.key)
    Headline.objects.filter(text__startswith="LIVE").update(same_as=own, article=article, how="variant")

    assert [row.text for row in related_to(article, RelatedRequest(is_all=True)).rows] == ["Another"]


def test_show_the_others_works_with_and_without_htmx(client, as_htmx):
    address = make_listing(total=14, live=3).get_absolute_url() + "?related=all"

    _, page = page_of(client, address)
    _, fragment = page_of(client, address, **as_htmx)

    assert "Related story 13" in page
    assert "<html" in page
    assert "Related story 13" in fragment
    assert "<h1" not in fragment
    assert fragment.strip().startswith('<section id="related"')


def test_the_rest_is_a_list_of_its_own_that_closes_nothing(client, as_htmx):
    address = make_listing(total=14, live=3).get_absolute_url()

    _, fragment = page_of(client, address + "?related=rest", **as_htmx)
    _, page = page_of(client, address + "?open=2")

    assert fragment.strip().startswith('<ol class="rows">')
    assert (fragment.count('class="rel'), "Related story 2<" in fragment) == (11, False)
    assert 'href="?open=2&amp;related=all#related"' in page


def test_several_stories_unfold_on_one_page(client):
    make_article("First", paragraphs=["The first begins."], related=["Second"])
    make_article("Second", paragraphs=["The second begins."])
    article = make_article("Both", related=["First", "Waiting", "Second"])

    _, text = page_of(client, article.get_absolute_url() + "?open=1&open=3")

    assert "The first begins." in text
    assert "The second begins." in text
    assert 'href="?open=3#r1"' in text  # folds the first, leaves the third


def test_row_alone_is_unfolded_for_htmx(client, as_htmx):
    make_article("First", paragraphs=["The first begins."], related=["Both"])
    article = make_article("Both", related=["Waiting", "First"])

    _, text = page_of(client, article.get_absolute_url() + "?row=2&open=2", **as_htmx)

    assert text.strip().startswith('<li class="rel" id="r2">')
    assert "The first begins." in text
    assert 'aria-expanded="true"' in text
    assert "Waiting" not in text


def test_row_that_is_not_there_is_not_found(client, as_htmx):
    article = make_article(related=["One"])

    assert client.get(article.get_absolute_url() + "?row=9", headers=as_htmx).status_code == 404


def test_unfolding_beyond_the_first_ten_shows_all(client):
    for number in range(12):
        make_article(f"Related story {number}", paragraphs=[f"Beginning of {number}."])
    article = make_article("Hub", related=[f"Related story {number}" for number in range(12)])

    assert "Beginning of 11." in page_of(client, article.get_absolute_url() + "?open=12")[1]


def test_shared_headline_leads_to_the_article_of_the_same_source(client):
    ours = make_article("Letters", paragraphs=["Ours."])
    make_article("Letters", source="Another Paper", paragraphs=["Theirs."])
    article = make_article("Editorial", related=["Letters"])

    assert f'href="{ours.get_absolute_url()}"' in page_of(client, article.get_absolute_url())[1].partition("related")[2]


def test_story_shows_who_links_to_it_and_all_of_them_on_request(client):
    article = make_article("Target")
    for number in range(7):
        make_article(f"Pointer {number}", related=["Target"], published_at=published(number))
    pk = Headline.objects.get(key=article.key).pk

    _, text = page_of(client, article.get_absolute_url())
    _, everything = page_of(client, f"/headlines/{pk}/stories/")

    assert "7 stories point here." in text
    assert "Pointer 4" in text
    assert "Pointer 5" not in text
    assert f'href="/headlines/{pk}/stories/"' in text
    assert "Pointer 6" in everything


def test_story_leads_to_the_earlier_and_the_later_one(client):
    later, middle, earlier = make_stories(3)

    _, text = page_of(client, middle.get_absolute_url())

    assert f'rel="prev" href="{earlier.get_absolute_url()}"' in text
    assert f'rel="next" href="{later.get_absolute_url()}"' in text


@pytest.mark.parametrize(("total", "live"), [(5, 3), (50, 30)])
def test_story_takes_eight_queries_however_many_related(client, total, live, django_assert_max_num_queries):
    article = make_listing(total, live)
    make_article("A pointer", related=[article.headline])

    with django_assert_max_num_queries(8):
        client.get(article.get_absolute_url() + "?related=all")


def test_cheap_addresses_are_the_real_ones():
    article = make_article(related=["Somewhere"])
    headline = Headline.objects.get(article=None)

    assert story_href(article.pk, article.slug) == article.get_absolute_url()
    assert headline_href(headline.pk) == headline.get_absolute_url()
    assert cite_href(article.pk) == reverse("cite", args=[article.pk])


def test_story_called_revisions_keeps_its_own_page(client):
    article = make_article("Revisions", paragraphs=["About the page itself."])

    assert "About the page itself." in page_of(client, article.get_absolute_url())[1]


def test_versions_show_the_words_that_changed(client):
    article = make_article(paragraphs=["The boat left at ten."])
    Revision.objects.create(
        article=article,
        position=1,
        headline=article.headline,
        blocks=[{"kind": "paragraph", "text": "The boat left at nine."}],
        fingerprint="earlier",
        seen_at=published(2),
    )

    _, story = page_of(client, article.get_absolute_url())
    _, text = page_of(client, f"/stories/{article.pk}/revisions/")

    assert f"/stories/{article.pk}/revisions/" in story
    assert "<del>nine</del><ins>ten</ins>" in text
    assert text.index("Version 2") < text.index("Version 1")


def test_story_that_names_itself_or_another_twice_counts_once(client):
    hub = make_article("The lamp on the mole burns again")
    make_article("Gulls return", related=["The lamp on the mole burns again", "Lamp on the mole burns again"])
    own, nearly = (Headline.objects.get(text=text) for text in (hub.headline, "Lamp on the mole burns again"))
    Headline.objects.filter(pk=nearly.pk).update(article=hub, same_as=own, how="fuzzy", wanted=2)
    RelatedHeadline.objects.create(article=hub, headline=nearly, position=1, list_key=nearly.key)

    story = client.get(hub.get_absolute_url()).content.decode()
    naming = client.get(reverse("articles:headline_stories", args=[own.pk])).content.decode()

    assert "1 story points here." in story
    assert "All " not in story.split("Linked from")[1].split("</ul>")[0]
    assert "1 story points to this one." in naming
    assert naming.count("<h3") == 1


def test_waiting_headline_says_who_names_it_and_since_when(client):
    make_article("The pointer", related=["Not here yet"], published_at=NOON)
    Headline.objects.filter(text="Not here yet").update(listed_on=NOON.date())

    _, text = page_of(client, Headline.objects.get(text="Not here yet").get_absolute_url())

    assert "1 story points to this headline" in text
    assert "The pointer" in text
    assert "Listed since 22 November 2026" in text


def test_live_headline_leads_to_its_story(client):
    article = make_article("Here it is")
    headline = Headline.objects.get(article=article)

    response = client.get(headline.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())


def test_body_is_printed_as_it_was_sanitised(client):
    article = make_article(body_html="<p>Half full, <em>and on time</em>.</p>")

    assert '<p id="p1">Half full, <em>and on time</em>.</p>' in page_of(client, article.get_absolute_url())[1]


def test_headline_that_nobody_names_is_not_found(client):
    headline = Headline.objects.create(key=1, text="Forgotten")

    assert client.get(headline.get_absolute_url()).status_code == 404


def test_search_shows_why_a_story_matched(client):
    make_article("Quince harvest begins", paragraphs=["Nobody expected the quince to return."])

    _, text = page_of(client, "/search/?q=quince")

    assert "1 story mentions “quince”." in text
    assert "<mark>Quince</mark> harvest begins" in text


def test_search_answers_htmx_with_the_results_alone(client, as_htmx):
    make_article("Quince harvest begins")

    response, text = page_of(client, "/search/?q=quince", **as_htmx)

    assert "<h1" not in text
    assert 'id="results"' in text
    assert 'hx-swap-oob="innerHTML"' in text
    assert "HX-Request" in response["Vary"]


def test_search_narrows_by_source_and_year_and_keeps_what_was_chosen(client):
    make_article("Quince harvest begins", published_at=NOON)
    make_article("Quince prices fall", source="Another Paper", published_at=NOON.replace(year=2025))

    _, text = page_of(client, "/search/?q=quince&source=another-paper&year=2025")

    assert "prices fall" in text
    assert "harvest begins" not in text
    assert re.search(r'value="another-paper"[^>]* checked', text)
    assert re.search(r'value="2025"[^>]* checked', text)


def test_search_can_put_the_newest_first(client):
    make_article("Quince harvest begins", published_at=NOON.replace(day=1))
    make_article("Prices fall", paragraphs=["Among them the quince."], published_at=NOON)

    _, best = page_of(client, "/search/?q=quince")
    _, newest = page_of(client, "/search/?q=quince&sort=newest")

    assert best.index("harvest begins") < best.index("Prices fall")
    assert newest.index("Prices fall") < newest.index("harvest begins")
    assert re.search(r'href="\?q=quince" id="o-best"[^>]* aria-current="true"', best)
    assert re.search(r'href="\?q=quince&amp;sort=newest" id="o-newest"[^>]* aria-current="true"', newest)
    assert 'type="hidden" name="sort" value="newest"' in newest


def test_misspelt_words_are_offered_as_headlines_spell_them(client, as_htmx):
    headline = "Quince & <b>pear</b> harvest"
    make_article(headline)
    make_article(f"{headline} is late")
    make_article("Another", paragraphs=["They wrote quinze for it."])
    remember_words(vocabulary_words([headline]), connection)

    _, text = page_of(client, "/search/?q=%22quinze+%26%22+-%3Ci%3E&year=2026&sort=newest")
    _, fragment = page_of(client, "/search/?q=quinze", **as_htmx)

    assert 'href="/search/?q=%22quince%20%26%22%20-%3Ci%3E">&quot;quince &amp;&quot; -&lt;i&gt;</a>?' in text
    assert re.search(r'Did you mean <a [^>]*href="/search/\?q=quince">quince</a>\?', fragment)
    assert "Did you mean" not in page_of(client, "/search/?q=quince")[1]


@pytest.mark.parametrize(
    ("total", "is_capped", "is_narrowed", "expected"),
    [
        (0, False, False, "No story mentions “50 % more”."),
        (0, True, True, "No story mentions “50 % more”."),
        (1, False, True, "1 story mentions “50 % more”."),
        (999, False, False, "999 stories mention “50 % more”."),
        (1_000, True, False, "More than 1,000 stories mention “50 % more”; these are the newest."),
        (12, True, True, "12 of the newest stories that mention “50 % more”; older ones are left aside."),
    ],
)
def test_search_is_summed_up(total, is_capped, is_narrowed, expected):
    results = Results(total=total, is_capped=is_capped)

    assert summary(results, "50 % more", is_narrowed=is_narrowed) == expected


@pytest.mark.parametrize(
    ("total", "has_more", "expected"),
    [
        (0, False, ""),
        (1, False, "1 waiting headline mentions it"),
        (20, False, "20 waiting headlines mention it"),
        (1_000, True, "1,000 waiting headlines or more mention it"),
    ],
)
def test_waiting_headlines_are_summed_up(total, has_more, expected):
    assert waiting_summary(Results(waiting_total=total, has_more_waiting=has_more)) == expected


def test_counts_that_stop_are_said_to(client):
    Article.objects.bulk_create(
        Article(headline=f"Quince {n}", key=n, slug="q", imported_at=NOON, dated_at=NOON, fingerprint=str(n))
        for n in range(1_001)
    )
    Headline.objects.bulk_create(Headline(text=f"Quince {n}", key=n, wanted=1) for n in range(1_001))

    _, text = page_of(client, "/search/?q=quince")
    _, narrowed = page_of(client, "/search/?q=quince&year=2026")

    assert "More than 1,000 stories mention “quince”; these are the newest." in text
    assert "1,000 waiting headlines or more mention it" in text
    assert "1,000 of the newest stories that mention “quince”; older ones are left aside." in narrowed


def test_more_results_keep_the_words_the_facets_and_the_order(client, as_htmx):
    for number in range(25):
        make_article(f"Quince report {number}", published_at=published(number))

    _, text = page_of(client, "/search/?q=quince&source=the-tide-table&sort=newest")
    _, fragment = page_of(client, "/search/" + more_link(text), **as_htmx)

    assert "page=2" in more_link(text)
    assert "source=the-tide-table" in more_link(text)
    assert "sort=newest" in more_link(text)
    assert fragment.count("<h3") == 5
    assert 'id="results"' not in fragment


def test_nothing_found_offers_a_way_on_and_what_comes_close(client):
    make_article(related=["Zeppelin mast to become a listed building"])

    _, text = page_of(client, "/search/?q=zeppelin")

    assert "No story mentions “zeppelin”." in text
    assert "<mark>Zeppelin</mark> mast" in text


@pytest.mark.parametrize("q", ["x" * 300, "\0", '"', "* -", "<b>", "' OR 1=1 --", "\ud7ff\U0001f600", " "])
def test_odd_words_are_answered_politely(client, q):
    response = client.get("/search/", {"q": q, "year": "x", "source": "\0", "sort": "x"})

    assert response.status_code == 200
    assert "<b></" not in response.content.decode()
    assert "“<b>”" not in response.content.decode()


@pytest.mark.parametrize("path", ["/search/", "/sources/"])
def test_control_characters_are_dropped_from_what_was_typed(client, path):
    make_article("Ferry returns")

    alone, among = (client.get(path, {"q": q}).content.decode() for q in ("\0", "fer\0ry\x07"))

    assert not re.search("[\0-\x08\x0e-\x1f]", alone + among)
    assert 'name="q" value=""' in alone and 'name="q" value="ferry"' in among


def test_search_says_which_beginnings_of_words_it_left_out(client):
    make_article("Quinces ripen on the quay")

    _, two = page_of(client, "/search/?q=quin*+quay*")
    _, three = page_of(client, "/search/?q=quin*+quay*+pear*")

    assert "Some beginnings of words were left out" not in two
    assert "Some beginnings of words were left out: a search takes two words with a star" in three
    assert "1 story mentions" in three


@pytest.mark.django_db(transaction=True)
def test_search_that_takes_too_long_says_so(client, settings):
    make_stories(100, paragraphs=["The quinces ripen on the quay, and quinces are sold there. " * 100])
    settings.SEARCH_SECONDS = 0.0001

    response = client.get("/search/", {"q": "quinces OR quay"})

    assert response.status_code == 503
    assert "This search takes too long. Search for fewer words, or for rarer ones." in response.content.decode()
    assert 'value="quinces OR quay"' in response.content.decode()
    assert client.get("/search/", {"q": ""}).status_code == 200


@pytest.mark.parametrize("count", [3, 30])
def test_search_takes_as_many_queries_however_many_found(client, count, django_assert_max_num_queries):
    make_stories(count)

    with django_assert_max_num_queries({"sqlite": 3, "postgresql": 4}[connection.vendor]):
        client.get("/search/?q=story")


def test_pages_cost_the_same_however_much_is_on_them(client):
    """3 rows cost what 30 cost, and 5 related headlines what 50 cost."""

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = make_listing(5, 3)
    make_article("Beside both in their source, since it has no date either")
    make_article("A pointer to the few", related=[few.headline], published_at=NOON + DAY)
    first = [queries(address) for address in ("/", few.get_absolute_url(), "/search/?q=story")]
    listed = [f"Story number {n} of the week" for n in range(50)]
    many = make_article("The other that leads on", related=listed)
    make_stories(30, related=[few.headline, many.headline])

    assert [queries(address) for address in ("/", many.get_absolute_url(), "/search/?q=story")] == first


@pytest.fixture
def addresses():
    article = make_article("Hub", related=["A waiting headline"], published_at=NOON)
    make_article("Hub of no day")
    waiting = Headline.objects.get(article=None)
    return [
        "/",
        "/sources/the-tide-table/",
        "/days/2026/11/22/",
        "/days/2026/11/20/",
        "/2026/11/",
        "/2026/",
        "/undated/",
        "/sources/the-tide-table/undated/",
        "/sources/",
        article.get_absolute_url(),
        f"/stories/{article.pk}/revisions/",
        waiting.get_absolute_url(),
        "/wanted/",
        "/wanted.csv",
        "/wanted.txt",
        "/search/",
        "/search/?q=hub",
        "/feeds/stories.atom",
        f"/headlines/{waiting.pk}/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/opensearch.xml",
    ]


def test_public_pages_set_no_cookie_and_touch_no_session(client, addresses):
    for address in addresses:
        response = client.get(address)

        assert response.status_code == 200, address
        assert not response.cookies, address
        assert not response.wsgi_request.session.accessed, address


def test_no_page_has_inline_script_or_style(client, addresses):
    for address in [*addresses, "/nowhere/"]:
        text = client.get(address).getvalue().decode()

        text = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)  # data, which no browser runs
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", text), address
        assert "data:," not in text


def test_public_pages_can_only_be_read(addresses):
    client = Client(enforce_csrf_checks=True)

    for address in addresses:
        assert {client.generic(method, address).status_code for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/admin/", "/admin/import/", "/static/css/tokens.css"])
def test_every_answer_carries_the_headers(client, address):
    response = client.get(address)
    response.getvalue()  # the end of a static file's response closes the file

    assert response["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/stories/999/x/", f"/stories/{10**30}/x/", "/headlines/999/", "/sources/nobody/"]
)
def test_what_is_not_there_has_a_page_that_says_so(client, address):
    response, text = page_of(client, address)

    assert response.status_code == 404
    assert "This page is not in the library" in text


def test_error_pages_need_neither_database_nor_request(client, monkeypatch):
    def broken(*_):
        raise RuntimeError("a secret")

    monkeypatch.setattr("articles.views.wanted_page", broken)
    client.raise_request_exception = False

    response, text = page_of(client, "/wanted/")

    assert response.status_code == 500
    assert "Something broke" in text
    assert "secret" not in text


def test_bad_host_gets_the_page_for_bad_requests():
    response = Client(headers={"host": "evil.example"}).get("/")

    assert response.status_code == 400
    assert "evil" not in response.content.decode()
    assert "This address was not understood" in response.content.decode()


def test_refused_form_gets_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post(reverse("admin:login"))

    assert response.status_code == 403
    assert "This could not be accepted" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [("short", 10, "short"), ("one two three", 10, "one two…"), ("字" * 20, 5, "字字字字…")],
)
def test_texts_are_cut_between_words_where_there_are_any(text, length, expected):
    assert cut(text, length) == expected


class RecordingHeaders(CaseInsensitiveMapping):
    """The headers of a request, which remember the names that were looked up."""

    def __init__(self, headers):
        super().__init__(headers)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/days/2026/11/22/",
        "/2026/11/",
        "/undated/",
        "/stories/{}/{}/",
        "/headlines/{}/",
        "/headlines/{}/stories/",
        "/wanted/",
        "/search/?q=bay",
    ],
)
def test_answers_vary_on_every_header_that_is_read(rf, path):
    article = make_article(related=["Gulls return"], published_at=NOON)
    waiting = Headline.objects.get(text="Gulls return")
    path = path.format(*((article.pk, article.slug) if "stories/{}/{}" in path else (waiting.pk,)))
    request = rf.get(path)
    request.headers = RecordingHeaders({"HX-Request": "true", "HX-History-Restore-Request": "true"})
    request.htmx = HtmxDetails(request)
    match = resolve(request.path)

    response = match.func(request, *match.args, **match.kwargs)

    varies = {name.strip().lower() for name in response.headers["Vary"].split(",")}
    assert {"HX-Request", "HX-History-Restore-Request"} <= request.headers.read
    companions = {name for name in request.headers.read if name.endswith("-URI-AutoEncoded")}  # how a value is written
    assert {name.lower() for name in request.headers.read - companions} <= varies


def test_front_page_lists_a_bounded_number_of_sources(client, monkeypatch):
    monkeypatch.setattr("articles.pages.rail.SOURCES", 2)
    for number, name in enumerate(["The Tide Table", "Bell Weekly", "Harbour Post"], start=1):
        for story in range(number):
            make_article(f"Story {story} of {name}", source=name)
    make_article("Nobody's story", source=None)

    text = client.get("/").content.decode()

    assert re.findall(r'<li><a href="/sources/([^"]+)/"', text) == ["harbour-post", "bell-weekly"]
    assert '<a class="u" href="/sources/">All 3 sources</a>' in text
    assert "7 stories" in text
