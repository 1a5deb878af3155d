"""The section that pages are made of: a label at the side, and what it names."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_SECTION = """<section class="sided" aria-labelledby="{anchor}">
<div class="in">
<div><h2 class="label" id="{anchor}">{label}</h2>{note}</div>
{content}</div>
</section>"""


@register.simple_block_tag
def sided(content: SafeString, anchor: str, label: str, note: str = "") -> SafeString:
    """A section with its content; `anchor` is the label's id, and the note, if any, stands under the label."""
    note = format_html("<p>{}</p>", note) if note else ""
    return format_html(_SECTION, anchor=anchor, label=label, note=note, content=content)
