"""What the views of public pages share: the same answer for everybody, as a page or as a fragment of it for htmx."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

PUBLIC = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"

varies = vary_on_headers("HX-Request", "HX-History-Restore-Request")  # both are read by `is_fragment`


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for GET and HEAD only, whose answer is the same for everybody and may be kept by caches.

    Any other method gets 405, before a CSRF token is checked. A shared cache may give a page that is up to two seconds
    old without asking, and any older one while the site doesn't answer.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(*args: object, **kwargs: object) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", PUBLIC)
        return response

    return answer
