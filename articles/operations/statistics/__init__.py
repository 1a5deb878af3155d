"""What a worker counts for the page of statistics."""
