"""Stories in forms for machines and for taking away: feeds, books, sitemaps, share images and the like."""
