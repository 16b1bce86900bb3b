"""Schema -> node: the compiler and the makers of each kind of value."""
