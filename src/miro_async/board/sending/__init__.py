"""Putting drafts on a board: in which calls, in which order, and what becomes of errors."""
