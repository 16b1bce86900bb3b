"""What makes the values of one entity agree with each other."""
