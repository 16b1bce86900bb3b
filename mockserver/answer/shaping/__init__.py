"""What becomes of a value before it is sent: mended, without what is withheld, with what links name."""
