"""What the admin API tells of the journal: entries, searches, near misses, and the live stream."""
