"""What a page marks in its own elements, besides its metadata: dates of publication, the name of the site."""
