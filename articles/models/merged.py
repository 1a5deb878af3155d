"""Stories that turned out to be another: their addresses lead there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class MergedArticle(models.Model):
    """A story that was merged into another, because their documents are captures of one story."""

    number = models.BigIntegerField(_("number that it had"), unique=True)
    article = models.ForeignKey(Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="merged")

    class Meta:
        verbose_name = _("merged article")
        verbose_name_plural = _("merged articles")

    def __str__(self) -> str:
        return f"{self.number} → {self.article_id}"
