"""The application that granian calls: the page cache and the limits of request bodies, in front of Django."""

from newsreader.wsgi import application as django  # sets Django up, which the next import needs

# isort: split
from newsreader.serving.server import Server

application = Server(django)
