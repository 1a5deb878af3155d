"""Records of data sets: the fields of a story in JSON, in a row of a table, or in an item of a feed."""
