"""Boards as they are at one time: read, kept, compared, made anew."""
