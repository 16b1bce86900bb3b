"""Pages of collections: which members stand on one, and what it says of itself."""
