"""Names and words of dates: months, weekdays, parts of the day, zones."""
