"""The form of the import desk."""

from collections.abc import Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.documents.limits import MAX_DOCUMENT, MAX_FILES, MAX_HTML, MAX_LABEL, MAX_NAME, shown_size
from articles.documents.received import Received
from articles.documents.sources.paths import received_bytes, received_from

WIDE = forms.TextInput(attrs={"size": 40})


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files, a pasted page, or both. A file's content is judged when it is read, so nothing of it is checked here."""

    files = forms.Field(
        label=_("Drop text files or HTML pages here"),
        required=False,
        widget=SeveralFiles(attrs={"multiple": True, "accept": ".txt,.html,.htm,text/plain,text/html"}),
    )
    text = forms.Field(label=_("Text of one page"), required=False, widget=forms.Textarea(attrs={"rows": 9}))
    source_name = forms.CharField(
        label=_("Publication, for pages that name none"), required=False, max_length=MAX_LABEL, widget=WIDE
    )
    label = forms.CharField(label=_("Label of this import"), required=False, max_length=MAX_LABEL, widget=WIDE)

    @property
    def limits(self) -> dict[str, str | int]:
        """How much one upload may hold, for the sentence beside the file chooser."""
        return {"size": shown_size(MAX_DOCUMENT), "files": MAX_FILES}

    def clean(self) -> None:
        if not self.cleaned_data.get("files") and not (self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError(_("There is nothing to read yet: choose files, or paste the text of one page."))

    def received(self) -> Iterator[Received]:
        """The files in their order, then the pasted text; each read when it is its turn, so that memory stays flat."""
        for file in self.cleaned_data["files"] or []:
            yield from received_file(file)
        if text := (self.cleaned_data["text"] or "").replace("\r\n", "\n"):  # as a browser sends line ends
            yield received_bytes(text.encode(), gettext("Pasted text"), len(text.encode()))


def received_file(file: UploadedFile) -> Iterator[Received]:
    """What a file holds, by the sender's name for it, cut; one that is too large stays unread."""
    name = (file.name or "")[:MAX_NAME]
    if file.size > MAX_HTML:
        yield received_bytes(file.read(MAX_HTML + 1), name, file.size)
    else:
        yield from received_from(name, file.read())
