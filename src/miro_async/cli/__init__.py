"""The command `miro-async`."""
