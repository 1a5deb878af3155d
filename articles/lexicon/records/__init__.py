"""Names of the fields of records."""
