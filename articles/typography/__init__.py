"""Sets texts as print has them, when a page is rendered: marks, dashes and spaces by language. What is stored stays."""
