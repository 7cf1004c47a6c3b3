"""Where tokens are kept: one module for each place, and the protocol for places of one's own."""
