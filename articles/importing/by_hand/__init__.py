"""What people corrected by hand, loaded for understanding and kept with the documents."""
