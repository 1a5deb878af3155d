"""Addresses of the pages of corrections by hand, within the admin site's."""

from django.urls import path

from articles.admin.mending import source_views, views

urlpatterns = [
    path("documents/<int:pk>/", views.document, name="mend_document"),
    path("sources/<int:pk>/", source_views.source, name="mend_source"),
    path("lines/<int:pk>/", source_views.line, name="mend_line"),
]
