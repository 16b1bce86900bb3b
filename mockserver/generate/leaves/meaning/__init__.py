"""What a property's name says about its value."""
