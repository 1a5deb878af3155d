"""The site's addresses."""

from django.contrib import admin
from django.urls import include, path

from articles.api import urls as api
from articles.languages.addresses import in_each_language
from newsreader import reader_views
from newsreader.languages import choose_language

admin.autodiscover()  # here, and not when Django starts: of all processes only web servers need the panel

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("service-worker.js", reader_views.service_worker, name="service_worker"),  # one for all languages
    path("language/", choose_language, name="language"),
    *in_each_language(
        [
            path("manifest/", reader_views.web_manifest, name="manifest"),
            path("offline/", reader_views.offline, name="offline"),
            path("stories/<int:pk>/cite/", reader_views.cite, name="cite"),
        ]
    ),
    path("", include("articles.urls")),
]

handler400 = "articles.views.bad_request"
handler403 = "articles.views.forbidden"
handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"
