"""What people decided by hand, applied to stories."""
