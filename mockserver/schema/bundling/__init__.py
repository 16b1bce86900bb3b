"""The author's schema, wherever its parts stand and in whichever dialect, as one self-contained 2020-12 schema."""
