"""How each model is read from JSON and written to it; generated."""
