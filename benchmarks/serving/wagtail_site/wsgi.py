"""The Wagtail site as granian calls it."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
