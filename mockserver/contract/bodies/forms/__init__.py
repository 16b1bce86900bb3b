"""Bodies of named fields: URL-encoded forms and multipart."""

from mockserver.contract.bodies.forms.multipart import multipart_codec
from mockserver.contract.bodies.forms.urlencoded import FORM

__all__ = ["FORM", "multipart_codec"]
