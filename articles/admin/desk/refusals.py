"""What the import desk refuses for a reason of its own: each sentence once, by a code that the documentation names."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "text-too-long": _("The pasted text is too long. One document may have %(size)s of text."),
    "too-many-files": _(
        "Those were more than %(files)s files. Send up to %(files)s at a time, or use the import command."
    ),
    "too-many-fields": _("The form came with too many fields. Reload this page and try again."),
    "form-damaged": _("The form came damaged. Reload this page and try again."),
    "not-received": _(
        "The files could not be received: the connection broke, or the disk is full. Nothing was kept. Send them again."
    ),
    "too-much-at-once": _(
        "That is too much at once. Send up to %(files)s files of %(size)s each, or use the import command."
    ),
    "desk-full": _(
        "The import desk is full: %(waiting)s wait to be added to the library, these are %(size)s, and together there "
        "may be %(quota)s. Add or discard what waits on the import desk, then send this again. Nothing of it was kept."
    ),
    "nothing-to-read": _("There is nothing to read yet: choose files, or paste the text of one page."),
    "takes-no-more": _("This import takes no more files. Start a new one."),
    "lot-damaged": _("The lot came damaged. Send it again."),
    "not-all-arrived": _("Not all of it has arrived. Send it again."),
    "discarded-meanwhile": _("Nothing was added: this import was discarded meanwhile. Start a new one."),
    "not-yours-to-stop": _("Only who started it, or may handle the imports of others, can stop it."),
    "not-yours-to-undo": _("Only who started it, or may handle the imports of others, can undo it."),
    "none-chosen": _("No import was chosen. Tick those to discard."),
}
