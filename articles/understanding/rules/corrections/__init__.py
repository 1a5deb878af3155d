"""Corrections: where the kind of a page is certain, rules change the roles that were learned."""
