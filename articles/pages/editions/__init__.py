"""The stories of a day as an edition that can be read to its end."""
