"""The vocabulary of headlines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeadlineWord(models.Model):
    """A word that some headline has or had, in the normal form; `search.headline_vocabulary` writes and reads it."""

    text = models.TextField(_("word"), unique=True)

    class Meta:
        verbose_name = _("word of headlines")
        verbose_name_plural = _("words of headlines")

    def __str__(self) -> str:
        return self.text
