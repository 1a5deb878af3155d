"""Django's settings; what operators set is read from the environment at the top."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from articles.documents import limits

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
DATA_DIR = Path(env.str("NEWSREADER_DATA", default=str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("NEWSREADER_DEBUG", default=False)
ORIGIN = env.str("NEWSREADER_ORIGIN", default="").rstrip("/")  # "https://news.example.org"
SITE_NAME = env.str("NEWSREADER_NAME", default="Newsreader")
SITE_TAGLINE = env.str("NEWSREADER_TAGLINE", default="Every headline leads somewhere.")
HOSTS = env.list("NEWSREADER_HOSTS", default=[])
SECRET_KEY = env.str("NEWSREADER_SECRET_KEY", default="")
HSTS_PRELOAD = env.bool("NEWSREADER_HSTS_PRELOAD", default=False)
BEHIND_PROXY = env.bool("NEWSREADER_BEHIND_PROXY", default=False)  # a proxy ends TLS and sets X-Forwarded-Proto
SEARCH_SECONDS = env.float("NEWSREADER_SEARCH_SECONDS", default=5.0)  # that a search may take; 0: without end
SQLITE_LOCK_WAIT = 20  # seconds that a page or an import waits while another process writes
DATABASE = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newsreader.sqlite3'}")


def kept_secret(folder: Path) -> str:
    """The secret key of this machine: made once, 64 characters, in a file that only its owner reads.

    Raises ImproperlyConfigured when the folder can't be written.
    """
    path = folder / "secret_key"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"No NEWSREADER_SECRET_KEY is set, and none can be kept in {path}: {error.strerror}. "
            "Set one, or let NEWSREADER_DATA name a folder that can be written."
        ) from error


def _write_once(path: Path, text: str) -> None:
    """Write the file unless it is there. No reader ever sees it empty: the finished file appears under its name."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # readable by its owner only
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(aside, path)
    finally:
        Path(aside).unlink()


def origin_parts(origin: str) -> tuple[bool, list[str]]:
    """Whether the origin is served by TLS, and its host names. Raises ImproperlyConfigured when it is no origin."""
    if not origin:
        return False, []
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"NEWSREADER_ORIGIN is {origin!r}; it should look like https://news.example.org, without a path."
        )
    return parts.scheme == "https", [parts.hostname]


SECRET_KEY = SECRET_KEY or kept_secret(DATA_DIR)
TLS, ORIGIN_HOSTS = origin_parts(ORIGIN)
ALLOWED_HOSTS = [*HOSTS, *ORIGIN_HOSTS] or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []

INSTALLED_APPS = [
    "articles",
    "newsreader.panel.PanelConfig",  # django.contrib.admin, with the import desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks_db",  # it also patches Django for type arguments at runtime, as in ModelAdmin[Article]
]
MIDDLEWARE = [
    "newsreader.middleware.FixedHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # here for static files too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "newsreader.urls"
WSGI_APPLICATION = "newsreader.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.site",
            ],
        },
    },
]

if DATABASE["ENGINE"].endswith("sqlite3"):
    with contextlib.suppress(OSError):  # the database's own error says it better
        Path(DATABASE["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # IMMEDIATE, because a deferred transaction that turns into a write fails at once instead of waiting;
    # WAL, so that readers never wait for an import.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": SQLITE_LOCK_WAIT,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASE["OPTIONS"] = {**DATABASE.get("OPTIONS", {}), "pool": True}
    DATABASE["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever stored as a file
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.MAX_FORM
DATA_UPLOAD_MAX_NUMBER_FIELDS = limits.MAX_FIELDS
DATA_UPLOAD_MAX_NUMBER_FILES = limits.MAX_FILES
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; only staff ever log in
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
CSRF_FAILURE_VIEW = "articles.views.form_refused"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0  # one year
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS and HSTS_PRELOAD
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # other hosts of the domain, and preload lists, are the operator's to decide
]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if TLS:
    SESSION_COOKIE_NAME = "__Host-sessionid"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "articles": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # a page that isn't there is no warning
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers could fill the log with tracebacks
    },
}
