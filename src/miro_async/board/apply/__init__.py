"""Bringing a board in step with a source."""
