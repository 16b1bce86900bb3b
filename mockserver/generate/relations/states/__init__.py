"""What follows from the state that an entity is in."""
