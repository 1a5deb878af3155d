"""Logs a new member of staff in, who may do everything; prints the headers of their requests as JSON."""

import json
import sys

import newsreader.wsgi  # noqa: F401  # sets Django up, which the next imports need

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

client = Client()
client.force_login(User.objects.create_superuser("staff"))
session, token = client.cookies[settings.SESSION_COOKIE_NAME].value, _get_new_csrf_string()
cookies = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}"
sys.stdout.write(json.dumps({"Cookie": cookies}))
