"""What is said, by whom, and in answer to what."""
