"""The operations of Miro's REST API as methods that block: a module for each group."""
