"""The site's addresses."""

from django.contrib import admin
from django.urls import include, path

admin.autodiscover()  # here, and not when Django starts: of all processes only web servers need the panel

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]

handler400 = "articles.views.bad_request"
handler403 = "articles.views.forbidden"
handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"
