"""The form of a source: what an admin sets stays, whatever later mastheads say."""

from django import forms
from django.conf.global_settings import LANGUAGES
from django.contrib.admin.widgets import AdminTextInputWidget, AdminURLFieldWidget
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles.documents.limits import MAX_LABEL
from articles.models import Source
from articles.text.urls import MAX_ADDRESS

CODES = sorted({code: name for code, name in LANGUAGES if "-" not in code}.items())


class SourceForm(forms.ModelForm[Source]):
    """Name, tagline, address and language of a publication."""

    name = forms.CharField(
        label=_("Name"),
        max_length=MAX_LABEL,
        widget=AdminTextInputWidget,
        help_text=_("As the site shows it. Its stories are still found by the name in their masthead."),
    )
    tagline = forms.CharField(label=_("Tagline"), max_length=MAX_LABEL, required=False, widget=AdminTextInputWidget)
    url = forms.URLField(
        label=_("Address"),
        max_length=MAX_ADDRESS,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=AdminURLFieldWidget,
        help_text=_("Of its front page, beginning with https:// or http://."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    class Meta:
        model = Source
        fields = ("name", "tagline", "url", "language")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the languages that have a code of their own, and the one that the source has."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        held = self.instance.language
        codes = CODES if not held or held in dict(CODES) else [(held, held), *CODES]
        choices = [("", _("unknown")), *((code, _(name)) for code, name in codes)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Source:
        """Keep which values were set by hand, so that no import changes them."""
        held = {*(self.instance.set_by_hand or ()), *self.changed_data}
        self.instance.set_by_hand = sorted(held & set(self.Meta.fields))
        return super().save(commit)
