"""Parts of the site as processes of their own."""
