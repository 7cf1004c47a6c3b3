"""The async-first Python SDK for the Miro REST API."""
