"""Money that adds up beyond the lines: taxes, what is paid and what is left, and prices that come in tiers."""
