"""Which header fields speak of a page, and of what of it."""

PAGE_HEADERS = {
    "link": "links", "x-total-count": "total", "x-total": "total", "total-count": "total", "x-page": "page",
    "x-per-page": "size", "x-total-pages": "pages", "x-next-page": "next", "x-prev-page": "previous",
    "x-pagination-total-count": "total", "x-pagination-page": "page", "x-pagination-per-page": "size",
}  # fmt: skip
"""The header fields that speak of a page."""
