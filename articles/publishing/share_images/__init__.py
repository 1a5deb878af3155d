"""The picture of a story that other sites show beside a link to it, drawn without network."""
