"""What a reader takes along: the installed site, the service worker, the page of what it keeps, and citations."""

import json

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.context import origin_of
from articles.models import Article
from articles.pages.cards import story_href
from articles.pages.story import story_to_read
from articles.publishing.citations import as_bibtex, as_text, provenance_of
from articles.publishing.manifest import manifest
from articles.requests import public


@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script of the service worker, or of one that removes it. Another build of the assets makes it another one."""
    name = "service_worker.js" if settings.OFFLINE else "no_service_worker.js"
    script = (settings.BASE_DIR / "static" / "js" / name).read_text(encoding="utf-8")
    site = {
        "assets": settings.STATIC_URL,
        "panel": reverse("admin:index"),
        "version": getattr(staticfiles_storage, "manifest_hash", ""),
    }
    return HttpResponse(f"const SITE = {json.dumps(site)};\n{script}", content_type="text/javascript; charset=utf-8")


@public
def web_manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(manifest(), content_type="application/manifest+json")


@public
def offline(request: HttpRequest) -> HttpResponse:
    """What the browser keeps; the service worker also shows it in place of a page that isn't kept."""
    return render(request, "articles/offline.html")


@public
def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """How to cite a story."""
    article = story_to_read(pk)
    if article is None:
        return redirect("cite", get_object_or_404(Article, merged__number=pk).pk, permanent=True)
    story = provenance_of(article, origin_of(request) + story_href(article.pk, article.slug), settings.SITE_NAME)
    context = {"article": article, "text": as_text(story), "bibtex": as_bibtex(story)}
    return render(request, "articles/article_cite.html", context)
