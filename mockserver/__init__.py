"""A mock and contract-testing server driven by an OpenAPI description."""
