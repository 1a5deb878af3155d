"""Settings for tests: static files need no build, tasks run at once, the secret is fixed."""

import atexit
import os
import shutil
import tempfile

if "NEWSREADER_DATA" not in os.environ:
    os.environ["NEWSREADER_DATA"] = tempfile.mkdtemp(prefix="newsreader-test-")
    atexit.register(shutil.rmtree, os.environ["NEWSREADER_DATA"], ignore_errors=True)
os.environ.setdefault("NEWSREADER_SECRET_KEY", "only-for-tests-" + "x" * 40)

from articles.languages.catalogues import compile_catalogues
from newsreader.settings import *  # noqa: F403
from newsreader.settings import CATALOGUES, DATABASES, LOCALE_PATHS, STORAGES

compile_catalogues(CATALOGUES, LOCALE_PATHS[0])
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
OFFLINE = False  # browsers would ask for more pages at a test's end; tests of what is kept switch it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a connection that is kept keeps the test database from being dropped
SLOW_REQUEST = SLOW_QUERY = 0  # what is slow on a busy machine is no surprise
SEARCH_SECONDS = 60.0  # nor is it of a search; those about the limit set their own
