"""The form of the import desk."""

from collections.abc import Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.documents.formats import READ, accepted_files, receive
from articles.documents.limits import MAX_FILES, MAX_LABEL, MAX_NAME, shown_size
from articles.documents.received import Received

WIDE = forms.TextInput(attrs={"size": 40})


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files, a pasted page, or both. The content of files is checked when they are read, not here."""

    files = forms.Field(  # type: ignore[assignment]  # Django takes it out of the class
        label=_("Drop text files or HTML pages here"),
        required=False,
        widget=SeveralFiles(attrs={"multiple": True, "accept": accepted_files()}),
    )
    text = forms.Field(label=_("Text of one page"), required=False, widget=forms.Textarea(attrs={"rows": 9}))
    source_name = forms.CharField(
        label=_("Publication, for pages that name none"), required=False, max_length=MAX_LABEL, widget=WIDE
    )
    label = forms.CharField(label=_("Label of this import"), required=False, max_length=MAX_LABEL, widget=WIDE)

    @property
    def max_files(self) -> int:
        return MAX_FILES

    @property
    def formats(self) -> str:
        """Every format that is read, with its limit, for the sentence beside the file chooser."""
        sentence = gettext("%(format)s up to %(size)s")
        limits = ({"format": gettext(one.name), "size": shown_size(one.max_size)} for one in READ)
        return ", ".join(sentence % limit for limit in limits)

    def clean(self) -> None:
        if not self.cleaned_data.get("files") and not (self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError(_("There is nothing to read yet: choose files, or paste the text of one page."))

    def received(self) -> Iterator[Received]:
        """Yield the documents of the files in order, then the pasted text. Each file is read when its turn comes."""
        for file in self.cleaned_data["files"] or []:
            yield from _received_file(file)
        if text := (self.cleaned_data["text"] or "").replace("\r\n", "\n"):  # as a browser sends line ends
            yield from receive([text.encode()], gettext("Pasted text"))


def _received_file(file: "UploadedFile[bytes]") -> Iterator[Received]:
    return receive(file.chunks(), (file.name or "")[:MAX_NAME])
