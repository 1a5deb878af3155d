"""The state of what public pages show, as a number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentVersion(models.Model):
    """One row, whose number every transaction moves that changes what public pages show; database triggers write it.

    See `database.content_version`.
    """

    version = models.BigIntegerField(_("version"))

    class Meta:
        verbose_name = _("version of the content")
        verbose_name_plural = _("versions of the content")

    def __str__(self) -> str:
        return str(self.version)


class ContentMove(models.Model):
    """The mark of a transaction on PostgreSQL that has changed content; it is gone when the transaction commits."""

    is_last = models.BooleanField(_("last"), default=False)

    class Meta:
        verbose_name = _("move of the content version")
        verbose_name_plural = _("moves of the content version")

    def __str__(self) -> str:
        return str(self.pk)
