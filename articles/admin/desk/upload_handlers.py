"""Files of an upload that don't fit into memory."""

import tempfile
import weakref

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler


class UnnamedFileUploadHandler(TemporaryFileUploadHandler):
    """Keeps each file in the data folder without a name, so that nothing is left of it however the request ends."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)  # type: ignore[arg-type]
        content = tempfile.TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115  # closed with the request
        weakref.finalize(self, content.close)  # also when the connection breaks, which no handler learns of
        kind, charset, extra = self.content_type, self.charset, self.content_type_extra
        self.file = UploadedFile(content, self.file_name, kind, 0, charset, extra)  # type: ignore[assignment]

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
