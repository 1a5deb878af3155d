"""How the site is brought up and kept up: what `newsreader.run` does, and what it asks other processes to do."""
