"""What identifies an article besides its headline."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Identity(models.Model):
    """What identifies an article besides its headline: one of its addresses, or one of its former headlines."""

    article = models.ForeignKey(
        "Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="identities", db_index=False
    )
    key = models.BigIntegerField(_("key"), help_text=_("Of the address or of the headline, as hashed."))
    headline = models.TextField(_("headline"), blank=True, default="", help_text=_("Empty for an address."))

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="identity_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(headline=""), name="identity_address_once"),
        ]
        indexes = [models.Index(fields=["key"], name="identity_key")]

    def __str__(self) -> str:
        return self.headline or f"{self.key & 0xFFFFFFFFFFFFFFFF:016x}"
