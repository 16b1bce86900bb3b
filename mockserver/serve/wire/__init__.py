"""What an exchange does to its connection."""
