"""What users steer while the mock runs: answers of their own, and trouble."""
