"""The built static files: hashed and compressed, with a manifest that is not served."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """WhiteNoise's storage with the manifest in the data folder instead of among the files."""

    def __init__(self) -> None:
        super().__init__(manifest_storage=FileSystemStorage(location=settings.DATA_DIR))

    def save_manifest(self) -> None:
        super().save_manifest()
        self.delete(self.manifest_name)  # earlier versions of newsreader left it among the files
