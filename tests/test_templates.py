"""The templates: the tag that lays out a page's sections."""

from django.template import Context, Template

SECTION = '{% load layout %}{% sided "names" label note %}<ul><li>{{ name }}</li></ul>{% endsided %}'


def render(**values):
    return Template(SECTION).render(Context(values)).replace("\n", "")


def test_section_is_named_by_its_label():
    page = render(label="Names", note="By age", name="Ada")

    assert page.startswith('<section class="sided" aria-labelledby="names">')
    assert '<div><h2 class="label" id="names">Names</h2><p>By age</p></div><ul><li>Ada</li></ul></div>' in page


def test_section_escapes_what_it_is_given_and_needs_no_note():
    page = render(label="Ink & <b>", note="", name="<i>")

    assert "Ink &amp; &lt;b&gt;</h2></div><ul><li>&lt;i&gt;</li></ul>" in page
