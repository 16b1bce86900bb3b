"""XML bodies: in and out by the XML Objects of a schema (OAS 4.8.26)."""

from mockserver.contract.bodies.xml.codec import XML

__all__ = ["XML"]
