"""The sentences of a preview: what an import would do, where the report says what it did."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# A sentence for each code of a detail; a code that is missing here has the report's sentence.
FORESEEN = {
    "held": _("The library has this file, byte for byte, since %(on)s, as “%(name)s”. Nothing would change."),
    "same-text": _("The library has this text. Nothing would change."),
    "part": _("It holds only a part of the text that the library has. Nothing would change."),
    "earlier-held": _("The library has this text among the earlier ones of the story. Nothing would change."),
    "deleted": _(
        "Its story was deleted on %(on)s, so it would stay out. "
        "Whoever may delete stories can add it again from the report."
    ),
    "deleted-by": _(
        "Its story was deleted on %(on)s by %(by)s, so it would stay out. "
        "Whoever may delete stories can add it again from the report."
    ),
    "together": ngettext_lazy(
        "It would change the story together with the captures beside it, %(count)s in all:",
        "It would change the story together with the captures beside it, %(count)s in all:",
        "count",
    ),
    "joined": _("It shows that the story is the same as “%(headline)s”; the two would become one."),
    "headline": _("Its headline is new; “%(before)s” would be kept as the earlier one."),
    "text": ngettext_lazy(
        "The text would change in %(paragraphs)s paragraph; the earlier text would be kept.",
        "The text would change in %(paragraphs)s paragraphs; the earlier text would be kept.",
        "paragraphs",
    ),
    "fuller": ngettext_lazy(
        "It holds more of the text, by %(paragraphs)s paragraph; what the library has is only a part of it.",
        "It holds more of the text, by %(paragraphs)s paragraphs; what the library has is only a part of it.",
        "paragraphs",
    ),
    "form": _("The words are those that the library has; how they are set would change: spelling, marks or links."),
    "earlier-text": ngettext_lazy(
        "It holds an earlier text of the story, which would be kept; the text that readers see would stay.",
        "It holds %(texts)s earlier texts of the story, which would be kept; the text that readers see would stay.",
        "texts",
    ),
    "earlier-texts": _(
        "What is known of the earlier texts of the story would change; the text that readers see would stay."
    ),
    "values-added": _("These would be added: %(values)s."),
    "values-changed": _("These would change: %(values)s."),
    "values-gone": _("These would be taken out: %(values)s."),
    "related-added": ngettext_lazy(
        "%(count)s related headline would be added.", "%(count)s related headlines would be added.", "count"
    ),
    "related-gone": ngettext_lazy(
        "%(count)s related headline would be taken out.", "%(count)s related headlines would be taken out.", "count"
    ),
    "related-order": _("The order of the related headlines would change."),
    "sureness": _("Only how sure the understanding is of it would change."),
    "shared-lines": ngettext_lazy(
        "%(count)s line would be left out, because other stories of the publication have it too: %(lines)s",
        "%(count)s lines would be left out, because other stories of the publication have them too: %(lines)s",
        "count",
    ),
    "source-given": _("It was known without a publication; the one given with this import would be added."),
}
