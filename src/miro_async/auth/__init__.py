"""Authorization: the OAuth protocol, the token of each user, and where tokens are kept."""
