"""Pictures of stories: of the right size, kept apart by what they say, and never with boxes for letters."""

import io
import re

import pytest
from PIL import Image, features

from articles.publishing.share_images import drawing, fonts
from articles.publishing.share_images.drawing import HEIGHT, WIDTH, Words, share_image
from articles.publishing.share_images.story import image_of_story
from tests.support.factories import NOON, make_article
from tests.support.libraries import ROOT

GREY = Words("Newsreader", "\U0010fffd", "The Tide Table")  # a headline that no font has


def image_of(headline, **more):
    return Image.open(io.BytesIO(share_image(Words("Newsreader", headline, "The Tide Table", **more))))


def headline_part(image):
    return image.convert("L").crop((0, drawing.TOP, WIDTH, drawing.BOTTOM))


def test_picture_has_the_size_that_sites_ask_for_and_is_small():
    image = image_of("Harbour clock runs backwards")

    assert (image.size, image.format, image.mode) == ((WIDTH, HEIGHT), "PNG", "P")
    assert len(share_image(Words("Newsreader", "Harbour clock runs backwards " * 20, "The Tide Table"))) < 60_000


def test_same_words_make_the_same_picture_and_others_another():
    assert share_image(Words("A", "Ferry returns", "B")) == share_image(Words("A", "Ferry returns", "B"))
    assert share_image(Words("A", "Ferry returns", "B")) != share_image(Words("A", "Ferry stays", "B"))


def test_cover_has_the_title_and_the_first_headlines_within_its_place():
    words = Words("Newsreader", "Sunday 22 November", "12 stories, 40 minutes to read")
    headlines = ["Ferry returns " * 12, "\U0010fffd", "", "w" * 900, *["Heron moves in"] * 40]

    image = Image.open(io.BytesIO(drawing.cover_image(words, headlines)))

    assert image.size == (WIDTH, drawing.COVER_HEIGHT)
    dark = image.convert("L").point(lambda shade: 255 * (shade < 128))
    listed = dark.crop((0, drawing.BOTTOM, WIDTH, drawing.COVER_HEIGHT - drawing.BELOW))
    left, top, right, bottom = listed.getbbox()
    assert left > drawing.MARGIN - 2 and right < WIDTH - drawing.MARGIN + 3
    assert top < 100 and listed.height - 310 < bottom < listed.height - 10
    assert drawing.cover_image(words, ["", "\U0010fffd", "Ferry"]) == drawing.cover_image(words, ["Ferry"])


@pytest.mark.django_db
def test_day_stays_where_no_font_has_the_letters_of_the_source_too():
    both = make_article("Ferry returns", source="\U0010fffd", published_at=NOON)
    day = make_article("Ferry returns", source=None, published_at=NOON)

    assert image_of_story(both.pk) == image_of_story(day.pk)
    assert image_of_story(day.pk) != share_image(Words("Newsreader", "Ferry returns", ""))


@pytest.mark.parametrize("headline", ["\U0010fffd", "Ferry \U0010fffd returns", ""])
def test_headline_that_no_font_has_is_left_out_for_grey_lines(headline):
    assert fonts.font_for(headline, 50) is None or not headline
    assert headline_part(image_of(headline)).tobytes() == headline_part(image_of(GREY.headline)).tobytes()


@pytest.mark.parametrize(
    "headline", ["Harbour clock: “late”, 1,140 €", "Годинник у порту", "Το ρολόι του λιμανιού", "Żółć, Łódź"]
)
def test_own_font_has_the_alphabets_of_europe(headline):
    assert fonts.font_for(headline, 50).path == fonts.OWN


@pytest.mark.parametrize("headline", ["القمر فوق الميناء", "השעון בנמל", "港口的钟倒着走", "बंदरगाह की घड़ी"])
def test_other_scripts_take_a_font_of_the_system_or_none(headline):
    font = fonts.font_for(headline, 50)

    is_grey = headline_part(image_of(headline)).tobytes() == headline_part(image_of(GREY.headline)).tobytes()

    assert is_grey == (font is None)
    if font:
        assert font.path != fonts.OWN
        boxes = {fonts._drawn(fonts._font(font.path, fonts.PROBE, fonts.Layout.BASIC), fonts.MISSING)}
        drawn = {fonts._drawn(fonts._font(font.path, fonts.PROBE, fonts.Layout.BASIC), letter) for letter in headline}
        assert not boxes & drawn


@pytest.mark.skipif(not features.check("raqm"), reason="letters can't be joined here, so Arabic is never set")
def test_headline_from_right_to_left_begins_at_the_right():
    if not fonts.font_for("القمر", 50):
        pytest.skip("no font of this system has Arabic letters")

    part = headline_part(image_of("القمر", is_rtl=True)).point(lambda shade: 255 * (shade < 128))

    left, _, right, _ = part.getbbox()
    assert left > WIDTH // 2
    assert WIDTH - drawing.MARGIN - 30 < right <= WIDTH - drawing.MARGIN + 2


@pytest.mark.parametrize("headline", ["w" * 5_000, "word " * 2_000, "港口的钟" * 500, "a\n\tb\u200f\u00ad", "x\x00y"])
def test_headline_of_any_kind_stays_within_its_place(headline):
    image = image_of(headline).convert("L").point(lambda shade: 255 * (shade < 128))

    below = image.crop((0, drawing.BOTTOM + 12, WIDTH, HEIGHT - 104))
    beside = image.crop((WIDTH - drawing.MARGIN + 66, 30, WIDTH, HEIGHT))
    assert below.getbbox() is None
    assert beside.getbbox() is None


def test_colours_are_those_of_the_site():
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()

    def token(name):
        return tuple(bytes.fromhex(re.search(rf"--{name}: light-dark\(#(\w{{6}})", tokens)[1]))

    assert (token("paper"), token("ink"), token("link")) == (drawing.PAPER, drawing.INK, drawing.GREEN)


@pytest.mark.django_db
def test_picture_of_a_story_is_public_and_other_sites_may_show_it(client, django_assert_max_num_queries):
    article = make_article(published_at=NOON)

    with django_assert_max_num_queries(1):
        response = client.get(f"/stories/{article.pk}/share.png")

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"].startswith("public")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(io.BytesIO(response.content)).size == (WIDTH, HEIGHT)
    assert client.get(f"/stories/{article.pk + 1}/share.png").status_code == 404
