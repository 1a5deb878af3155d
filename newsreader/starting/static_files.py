"""The built static files: where they are kept, and whether they have changed since they were built."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

try:
    import minify  # type: ignore[import-untyped]  # tdewolff-minify; without it scripts are served as written
except ImportError:
    minify = None


class _MinifiedScripts(ManifestStaticFilesStorage):
    """Writes scripts short once they have the names under which they are served."""

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401  as Django declares it
        for name, hashed, processed in super().post_process(*args, **kwargs):
            if minify and hashed and name.startswith("js/") and self.exists(hashed):
                path = Path(self.path(hashed))
                path.write_text(minify.string("application/javascript", path.read_text("utf-8")), "utf-8")
            yield name, hashed, processed


class StaticFilesStorage(CompressedManifestStaticFilesStorage, _MinifiedScripts):  # type: ignore[misc]  # it has no types
    """WhiteNoise's storage with the manifest in the data folder instead of among the files."""

    support_js_module_import_aggregation = True  # modules import each other by the names that hold their digests

    def __init__(self) -> None:
        super().__init__(manifest_storage=FileSystemStorage(location=settings.DATA_DIR))

    def save_manifest(self) -> None:
        super().save_manifest()
        self.delete(self.manifest_name)  # earlier versions of newsreader left it among the files


def have_changed() -> bool:
    """Whether a file was added, removed or changed, or what collects the files is another version."""
    try:
        return not Path(settings.STATIC_ROOT).is_dir() or _note().read_text() != _digest()
    except (OSError, UnicodeDecodeError):
        return True


def remember() -> None:
    """Note the present files as collected. Raises OSError."""
    _note().write_text(_digest())


def _note() -> Path:
    root = Path(settings.STATIC_ROOT)
    return root.with_name(f"{root.name}.digest")  # beside it: what lies in it is served


def _digest() -> str:
    """A digest of the files' names, sizes and times, and of what makes something else of the same files."""
    parts = [version("django"), version("whitenoise"), repr(settings.STORAGES["staticfiles"])]
    parts += [version("tdewolff-minify")] if minify else []
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            parts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
