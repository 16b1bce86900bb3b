"""Words and phrases, written by hand."""
