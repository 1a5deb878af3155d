"""Parts of templates that are rendered once: the same text as if they were rendered each time."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import mark_safe

from articles.templatetags.once import UnknownVariableError

LOADED = "{% load i18n once static %}"


@dataclass
class Row:
    text: str
    number: int = 0


def part(names, content):
    return Template(f"{LOADED}{{% once {names} %}}{content}{{% endonce %}}")


def test_values_are_put_in_escaped_wherever_they_are_printed():
    template = part("row.text row.number here", "<a id={{ row.number }}>{{ row.text }}</a>{{ here }}{{ row.number }}")

    texts = [
        template.render(Context({"row": Row(text, number), "here": here}))
        for text, number, here in (("<i> & 'you'", 1_234, "a"), (mark_safe("<i>"), 5, 6), ("{{ row.number }}", 0, None))
    ]

    assert texts == [
        "<a id=1234>&lt;i&gt; &amp; &#x27;you&#x27;</a>a1234",
        "<a id=5><i></a>65",
        "<a id=0>{{ row.number }}</a>None0",
    ]


def test_content_begins_after_a_line_break():
    assert part("", "\n\n<p>\n</p>\n").render(Context()) == "\n<p>\n</p>\n"


def test_each_language_has_a_rendering():
    template = part(
        "row.text",
        "{% translate 'Search' %} {% blocktranslate with text=row.text %}{{ text }}{% endblocktranslate %}",
    )

    texts = []
    for language in ("en-gb", "de", "en-gb"):
        with translation.override(language):
            texts.append(template.render(Context({"row": Row("X")})))

    assert texts == ["Search X", "Suche X", "Search X"]


def test_part_is_rendered_once_more_for_each_value_after_for():
    template = part("row.text for here", "{{ here }}{{ row.text }}")

    assert [template.render(Context({"row": Row("X"), "here": here})) for here in "aba"] == ["aX", "bX", "aX"]
    assert part("for here", "{% if here == 'a' %}A{% endif %}").render(Context({"here": "a"})) == "A"
    counted = part("row.text for row.number", "{{ row.text }}{{ row.number|add:1 }}")
    assert [counted.render(Context({"row": Row("X", number)})) for number in (1, 2, 1)] == ["X2", "X3", "X2"]


def test_changed_settings_are_seen(settings):
    template = part("", "{% static 'x.css' %}")
    before = template.render(Context())

    settings.STATIC_URL = "/elsewhere/"

    assert (before, template.render(Context())) == ("/static/x.css", "/elsewhere/x.css")


def test_variable_that_is_not_named_is_an_error():
    for content in ("{{ row.number }}", "{{ user }}", "{% url 'articles:day' day %}"):
        with pytest.raises(UnknownVariableError):
            part("row.text", "{{ row.text }}" + content).render(Context({"row": Row("X"), "user": "me", "day": 1}))


def test_content_may_ask_whether_values_are_there():
    template = part(
        "row.text row.number",
        "{% if row.text and not row.number %}{{ row.text }}{% else %}-{% endif %}{{ row.number }}",
    )

    rows = [Row("X", 0), Row("X", 1), Row("", 0), Row("Y", 0)]

    assert [template.render(Context({"row": row})) for row in rows] == ["X0", "-1", "-0", "Y0"]


def test_place_in_a_loop_is_a_value():
    row = "{% once row.text forloop.first %}{% if forloop.first %}1 {% endif %}{{ row.text }}{% endonce %}"
    loop = Template(f"{LOADED}{{% for row in rows %}}{row}{{% endfor %}}")

    assert loop.render(Context({"rows": [Row("a"), Row("b")]})) == "1 ab"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{{ row.text|length }}",
        "{% blocktranslate with n=row.text|length %}{{ n }}{% endblocktranslate %}",
        "{% if row.text == 'X' %}{% endif %}",
        "{% if row.text|length %}{% endif %}",
        "{% if not row.text or 'a' in row.text %}{% endif %}",
        "{% for a in row.text %}{% endfor %}",
        "{% block a %}{% endblock %}",
        "{% partialdef a inline %}{% if row.text == 'X' %}{% endif %}{% endpartialdef %}{% partial a %}",
    ],
)
def test_content_that_does_more_with_its_values_is_an_error(content):
    with pytest.raises(TemplateSyntaxError, match="rendered once"):
        part("row.text", content).render(Context({"row": Row("X")}))
