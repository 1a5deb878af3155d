"""The settings, as tests need them: no build of static files, tasks run at once, a fixed secret."""

import os
import tempfile

os.environ.setdefault("NEWSREADER_DATA", tempfile.mkdtemp(prefix="newsreader-test-"))
os.environ.setdefault("NEWSREADER_SECRET_KEY", "only-for-tests-" + "x" * 40)

from newsreader.settings import *  # noqa: F403
from newsreader.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pool would hold the test database open
