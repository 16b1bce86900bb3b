"""People, places and companies whose data agrees."""
