"""What carries a request to the service and brings the answer back."""
