"""What stands between the web server and Django: request bodies with limits, and a cache of whole pages."""
