"""The controls of a page: what can be followed, and what can be sent, as a browser would."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

SUBMITS = "button:not([type=button]):not([type=reset]):not([disabled]), input[type=submit], input[type=image]"


@dataclass(frozen=True)
class Form:
    """What a submit control of a page sends, but for what a person fills in."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...]


def links_of(html, address):
    """The addresses on this site that the links and htmx attributes of a page lead to, each once, without fragments."""
    tree = LexborHTMLParser(html)
    targets = [node.attributes.get(name) for name in ("href", "hx-get") for node in tree.css(f"[{name}]")]
    whole = [urlsplit(urljoin(f"http://here{address}", target)) for target in targets if target]
    return list(dict.fromkeys(f"{one.path}{'?' * bool(one.query)}{one.query}" for one in whole if one.netloc == "here"))


def forms_of(html, address):
    """What each submit control of a page sends; of a select of actions, what each of its options would."""
    tree = LexborHTMLParser(html)
    sent = []
    for form in tree.css("form"):
        controls = list(form.css(SUBMITS))
        if form.attributes.get("id"):
            controls += [one for one in tree.css(f"[form={form.attributes['id']}]") if one.tag == "button"]
        for control in controls:
            sent += _sent_by(control, form, address)
    for node in tree.css("[hx-post]"):
        sent.append(Form("post", _path(node.attributes["hx-post"], address), ()))
    return list(dict.fromkeys(sent))


def _sent_by(control, form, address):
    attributes, of_form = control.attributes, form.attributes
    method = (attributes.get("formmethod") or of_form.get("method") or "get").lower()
    path = _path(attributes.get("formaction") or of_form.get("action") or address, address)
    fields = [(node.attributes["name"], node.attributes.get("value") or "") for node in form.css("input[name]")]
    if name := attributes.get("name"):
        fields.append((name, attributes.get("value") or ""))
    actions = [node.attributes.get("value") for node in form.css("select[name=action] option")]
    choices = [[("action", action)] for action in actions if action] or [[]]
    return [Form(method, path, tuple(fields + choice)) for choice in choices]


def _path(target, address):
    found = urlsplit(urljoin(f"http://here{address}", target))
    return f"{found.path}{'?' * bool(found.query)}{found.query}"
