"""What the import desk does before an import: it receives files, previews them, and lets people decide."""
