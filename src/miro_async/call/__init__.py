"""The path of one call: from an operation and its arguments to a decoded answer."""
