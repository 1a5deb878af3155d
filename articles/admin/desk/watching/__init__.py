"""Watching imports: the desk's list, progress, reports and their downloads, and taking an import back."""
