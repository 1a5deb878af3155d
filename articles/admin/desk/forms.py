"""The forms of the import desk."""

from collections.abc import Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk.refusals import REFUSALS
from articles.documents.formats import READ, accepted_files
from articles.documents.limits import MAX_FILES, MAX_LABEL, shown_size

WIDE = forms.TextInput(attrs={"size": 40})


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class ImportForm(forms.Form):
    """What may be said of a whole import."""

    source_name = forms.CharField(
        label=_("Publication, for pages that name none"), required=False, max_length=MAX_LABEL, widget=WIDE
    )
    label = forms.CharField(label=_("Label of this import"), required=False, max_length=MAX_LABEL, widget=WIDE)


class UploadForm(ImportForm):
    """Files, a pasted page, or both. The content of files is checked when a worker reads them, not here."""

    files = forms.Field(  # type: ignore[assignment]  # Django takes it out of the class
        label=_("Drop files or folders here"),
        required=False,
        widget=SeveralFiles(attrs={"multiple": True, "accept": accepted_files()}),
    )
    text = forms.Field(
        label=_("Text of one page"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "data-name": _("Pasted text")}),
    )
    field_order = ("files", "text", "source_name", "label")

    @property
    def max_files(self) -> int:
        return MAX_FILES

    @property
    def formats(self) -> str:
        """Every format that is read, with its limit, for the sentence beside the file chooser."""
        sentence = gettext("%(format)s up to %(size)s")
        limits = ({"format": gettext(one.name), "size": shown_size(one.max_size)} for one in READ)
        return gettext(", ").join(sentence % limit for limit in limits)

    def clean(self) -> None:
        if not self.cleaned_data.get("files") and not (self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError(REFUSALS["nothing-to-read"])

    def uploads(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the name and the bytes of each file in order, then the pasted text."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["files"] or []
        for file in files:
            yield file.name or "", iter(file.chunks())
        if text := (self.cleaned_data["text"] or "").replace("\r\n", "\n"):  # as a browser sends line ends
            yield gettext("Pasted text"), iter([text.encode()])
