"""Addresses of the public pages."""

from django.urls import path

app_name = "articles"
urlpatterns: list = []
