"""Django's settings; what operators set is read from the environment at the top."""

import contextlib
import os
import secrets
import stat
import tempfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from articles.database.sqlite_connection import LibraryConnection
from articles.documents import limits
from newsreader.observing.logs import FORMATS, LEVELS, logging_settings
from newsreader.starting import kept_settings

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = kept_settings.data_folder(os.environ)
env = environ.Env()
try:
    env.ENVIRON = {**kept_settings.read(kept_settings.settings_file(DATA_DIR)), **os.environ}
except kept_settings.Unreadable as error:
    raise ImproperlyConfigured(str(error)) from error
DEBUG = env.bool("NEWSREADER_DEBUG", default=False)
ORIGIN = env.str("NEWSREADER_ORIGIN", default="").rstrip("/")  # "https://news.example.org"
SITE_NAME = env.str("NEWSREADER_NAME", default="Newsreader")
SITE_TAGLINE = env.str("NEWSREADER_TAGLINE", default="Every headline leads somewhere.")
HUB = env.str("NEWSREADER_HUB", default="")  # of WebSub, which feeds name: "https://hub.example.org/"
FEED_HOST = env.str("NEWSREADER_FEED_HOST", default="")  # in the ids of feeds, after a move: the first origin's host
OFFLINE = env.bool("NEWSREADER_OFFLINE", default=not DEBUG)  # readers' browsers keep pages; in development, stale ones
HOSTS = env.list("NEWSREADER_HOSTS", default=[])
SECRET_KEY = env.str("NEWSREADER_SECRET_KEY", default="")
HSTS_PRELOAD = env.bool("NEWSREADER_HSTS_PRELOAD", default=False)
PREPARED_STATEMENTS = env.bool("NEWSREADER_PREPARED_STATEMENTS", default=True)  # on PostgreSQL
START_AFRESH = env.bool("NEWSREADER_START_AFRESH", default=False)  # though the folder's database is gone or damaged
BEHIND_PROXY = env.bool("NEWSREADER_BEHIND_PROXY", default=False)  # a proxy ends TLS and sets X-Forwarded-Proto
PAGE_CACHE = env.int("NEWSREADER_PAGE_CACHE", default=32) * limits.MB  # a process of the web server; 0 for none
UPLOAD_QUOTA = env.int("NEWSREADER_UPLOAD_QUOTA", default=1_000) * limits.MB  # of uploads that nobody has confirmed
MIN_SECRET = 50  # characters; Django's own deployment check asks for as many
MIN_TOKEN = 20  # characters of NEWSREADER_METRICS_TOKEN, which nothing slows down a guesser of
SQLITE_LOCK_WAIT = 20  # seconds that an import waits while another process writes
PAGE_LOCK_WAIT = 5  # seconds that a page waits, and then says that the library is busy
CONNECT_TIMEOUT = 3  # seconds that a page waits for PostgreSQL to take its connection
SEARCH_SECONDS = env.float("NEWSREADER_SEARCH_SECONDS", default=5.0)  # that a search may take; 0: without end
LOG_FORMAT = env.str("NEWSREADER_LOG_FORMAT", default="text")
LOG_LEVEL = env.str("NEWSREADER_LOG_LEVEL", default="INFO").upper()
SLOW_REQUEST = env.int("NEWSREADER_SLOW_REQUEST", default=1_000)  # milliseconds; slower ones are logged; 0: none is
SLOW_QUERY = env.int("NEWSREADER_SLOW_QUERY", default=500)  # milliseconds; 0: none is
STATISTICS = env.str("NEWSREADER_STATISTICS", default="public")  # who may see /statistics/
METRICS_TOKEN = env.str("NEWSREADER_METRICS_TOKEN", default="")
MIN_FREE_DISK = env.int("NEWSREADER_MIN_FREE_DISK", default=500)  # megabytes; /readyz fails with less
DATABASE = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newsreader.sqlite3'}")


def kept_secret(folder: Path) -> str:
    """The secret key of this machine: made once, 64 characters, in a file that only its owner reads.

    Raises ImproperlyConfigured when the folder can't be written, and when the secret is too short or not kept secret.
    """
    path = folder / "secret_key"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        secret, mode = path.read_text().strip(), stat.S_IMODE(path.stat().st_mode)
    except OSError as error:
        raise ImproperlyConfigured(
            f"No NEWSREADER_SECRET_KEY is set, and none can be kept in {path}: {error.strerror}. "
            "Set one, or let NEWSREADER_DATA name a folder that can be written."
        ) from error
    consequence = "and a new one is made; everybody has to log in again then."
    if len(secret) < MIN_SECRET:
        raise ImproperlyConfigured(
            f"The secret in {path} has {len(secret)} characters, too few. Delete it, {consequence}"
        )
    if mode & 0o077:
        raise ImproperlyConfigured(
            f"The secret in {path} can be read by others (mode {mode:04o}). Run chmod 600 on it; if somebody may have "
            f"read it, delete it, {consequence}"
        )
    return secret


def given_secret(secret: str) -> str:
    """The secret key of the environment. Raises ImproperlyConfigured when it is too short."""
    if secret and len(secret) < MIN_SECRET:
        raise ImproperlyConfigured(
            f"NEWSREADER_SECRET_KEY has {len(secret)} characters; it needs at least {MIN_SECRET} random ones. "
            f"Without it, newsreader makes one and keeps it in {DATA_DIR}."
        )
    return secret


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


def check_observing() -> None:
    """Raises ImproperlyConfigured when a setting of logs, metrics or statistics has no meaning."""
    for name, value, meant in (
        ("NEWSREADER_LOG_FORMAT", LOG_FORMAT, tuple(FORMATS)),
        ("NEWSREADER_LOG_LEVEL", LOG_LEVEL, LEVELS),
        ("NEWSREADER_STATISTICS", STATISTICS, ("public", "staff", "off")),
    ):
        if value not in meant:
            raise ImproperlyConfigured(f"{name} is {value!r}; it should be one of {', '.join(meant)}.")
    if METRICS_TOKEN and len(METRICS_TOKEN) < MIN_TOKEN:
        raise ImproperlyConfigured(
            f"NEWSREADER_METRICS_TOKEN has {len(METRICS_TOKEN)} characters; it should have {MIN_TOKEN} at least."
        )


check_observing()
SECRET_KEY = given_secret(SECRET_KEY) or kept_secret(DATA_DIR)
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
    "django_htmx",
    "axes",  # counts wrong passwords
    "newsreader.panel.TasksConfig",  # django_tasks_db; it patches Django for types such as ModelAdmin[Article]
]
MIDDLEWARE = [
    "newsreader.middleware.FixedHeaders",
    "newsreader.observing.requests.Observed",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # here for static files too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsreader.languages.Languages",
    "newsreader.middleware.Refusals",
    "newsreader.observing.probes.Probes",  # with all headers, and before a host is refused
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsreader.middleware.PanelMethods",
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
    # IMMEDIATE, because a deferred transaction that turns into a write fails at once instead of waiting. Each thread
    # keeps its connection, which saves 2 ms a page, with a page cache of 4 MB; importers take more
    # (`articles.database.page_cache`).
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "factory": LibraryConnection,
        "transaction_mode": "IMMEDIATE",
        "timeout": PAGE_LOCK_WAIT,
        "init_command": "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096;",
    }
else:
    # Each of the few threads keeps a connection of its own, which is checked before a request uses it. A pool would let
    # requests wait for a server that is away, where a connection is refused at once, and would reconnect ever more
    # seldom. A statement is prepared when a connection sends it for the second time, which halves the server's work.
    prepared = {"server_side_binding": True, "prepare_threshold": 1} if PREPARED_STATEMENTS else {}
    DATABASE["OPTIONS"] = {"connect_timeout": CONNECT_TIMEOUT, **DATABASE.get("OPTIONS", {}), **prepared}
    DATABASE["CONN_MAX_AGE"] = None
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

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_HANDLER = "articles.admin.login.throttle.LoginThrottle"
AXES_CLIENT_IP_CALLABLE = "articles.admin.login.throttle.client_network"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # so that nobody can lock a user out from everywhere
AXES_FAILURE_LIMIT = 5  # wrong passwords for one user from one address
AXES_COOLOFF_TIME = timedelta(minutes=15)  # since the last of them; then their rows are deleted, too
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a login that is refused is not counted
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # a table that would grow for ever
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [  # of the interface, each by its own name
    *(("en-gb", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")),
    *(("uk", "Українська"), ("ar", "العربية")),
]
CATALOGUES = BASE_DIR / "locale"
LOCALE_PATHS = [DATA_DIR / "locale"]  # the same, compiled
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "newsreader.formats"
USE_I18N = True
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever stored as a file
    "staticfiles": {"BACKEND": "newsreader.starting.static_files.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site's script reads anything here

SECURE_CSP = {
    "default-src": [CSP.NONE],
    **{f"{kind}-src": [CSP.SELF] for kind in ("script", "style", "img", "font", "connect", "manifest")},
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
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "articles.admin.desk.upload_handlers.UnnamedFileUploadHandler",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # only who is logged in gets any
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; only staff ever log in
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
CSRF_FAILURE_VIEW = "articles.views.form_refused"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]  # asked on the machine itself, beside the proxy
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0  # one year
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS and HSTS_PRELOAD
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # other hosts of the domain, and preload lists, are the operator's to decide
    "axes.W002",  # its middleware makes the page for blocked users, which the login view makes itself
]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

LOGGING = logging_settings(LOG_LEVEL)
