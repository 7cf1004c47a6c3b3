"""Builds the site of the documentation: what MkDocs is told beyond the pages themselves."""
