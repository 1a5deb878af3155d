"""Files as a browser sent them, until a worker has split them into documents."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.imports.runs import Import


class Upload(models.Model):
    """One file of an import that is being received; it is deleted when its documents are staged."""

    import_run = models.ForeignKey(
        Import, verbose_name=_("import"), on_delete=models.CASCADE, related_name="uploads", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1, in the order of sending."))
    name = models.TextField(_("name"), help_text=_("With its path within the folder that was chosen."))
    size = models.PositiveBigIntegerField(_("size"), default=0, help_text=_("Bytes."))
    documents = models.PositiveIntegerField(
        _("documents"), default=0, help_text=_("How many of its documents are staged already.")
    )

    class Meta:
        ordering = ["import_run", "position"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [models.UniqueConstraint(fields=["import_run", "position"], name="upload_once")]

    def __str__(self) -> str:
        return self.name

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the file, one part in memory at a time."""
        for pk in list(self.parts.order_by("position").values_list("pk", flat=True)):
            if content := bytes(self.parts.values_list("content", flat=True).get(pk=pk)):
                yield content


class UploadPart(models.Model):
    """Consecutive bytes of an upload, up to a megabyte: the web process and the workers may have no disk in common."""

    upload = models.ForeignKey(
        Upload, verbose_name=_("upload"), on_delete=models.CASCADE, related_name="parts", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1."))
    content = models.BinaryField(_("bytes"))

    class Meta:
        verbose_name = _("part of an upload")
        verbose_name_plural = _("parts of uploads")
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="upload_part_once")]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.position}"
