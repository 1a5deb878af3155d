"""What all tests share."""

import os

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread


@pytest.fixture
def as_htmx():
    """Headers of a request that htmx makes."""
    return {"HX-Request": "true"}
