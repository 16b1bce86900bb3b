"""Addresses in networks: hosts (RFC 2606's for examples), URIs, IP and hardware addresses, media types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import mix, pooled
from mockserver.generate.leaves.text import filler
from mockserver.generate.leaves.text.filler import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Callable


def host(entropy: int) -> str:
    """Return a host name below one of the example domains."""
    rest, index = divmod(entropy, 3)
    return f"{filler.WORDS[rest % len(filler.WORDS)]}.{DOMAINS[index]}"


def path(entropy: int) -> str:
    """Return the path of a page."""
    rest, index = divmod(entropy, len(SECTIONS))
    first, second = divmod(rest, len(filler.WORDS))
    return f"/{SECTIONS[index]}/{filler.WORDS[first % len(filler.WORDS)]}-{filler.WORDS[second]}"


def url(entropy: int) -> str:
    """Return the URL of a page."""
    return f"https://{DOMAINS[mix(entropy) % 3]}{path(entropy)}"


def ipv4(entropy: int) -> str:
    """Return an address in the ranges that RFC 5737 reserves for documentation, and in private ones."""
    rest, index = divmod(entropy, len(_NETS))
    return f"{_NETS[index]}.{1 + rest % 254}"


def ipv6(entropy: int) -> str:
    """Return an address in the range that RFC 3849 reserves for documentation."""
    return f"2001:db8:{entropy & 0xFFFF:x}:{entropy >> 16 & 0xFFFF:x}::{1 + (entropy >> 32 & 0xFFF):x}"


def mac(entropy: int) -> str:
    """Return a hardware address that is administered locally."""
    text = f"{entropy:016x}"
    return "02:" + ":".join(text[place : place + 2] for place in (2, 4, 6, 8, 10))


def user_agent(entropy: int) -> str:
    """Return the User-Agent of a current browser."""
    rest, index = divmod(entropy, len(_AGENTS))
    return _AGENTS[index].format(major=118 + rest % 20, build=rest % 6)


def image(entropy: int) -> str:
    """Return the URL of a picture."""
    return f"https://images.example.com/{entropy & 0xFFFFFFFF:08x}.jpg"


SECTIONS = ("news", "products", "guides", "blog", "help", "shop", "stories", "docs")
MEDIA_TYPES = (
    "application/json",
    "application/pdf",
    "image/jpeg",
    "image/png",
    "text/csv",
    "text/html",
    "text/plain",
    "video/mp4",
)
_NETS = ("192.0.2", "198.51.100", "203.0.113", "10.0.4", "10.12.7", "192.168.1", "172.16.8")
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0"
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.{build}"
_AGENTS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Safari/537.36",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_SAFARI} Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{major}.0) Gecko/20100101 Firefox/{major}.0",
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {_SAFARI} Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {_WEBKIT} Mobile Safari/537.36",
)

NETWORKS: dict[str, Callable[[int], str]] = {
    "hostname": host,
    "idn-hostname": host,
    "host": host,
    "domain": host,
    "ipv4": ipv4,
    "ip": ipv4,
    "ip-address": ipv4,
    "ipv6": ipv6,
    "cidr": lambda entropy: f"10.{entropy % 256}.0.0/{(16, 20, 22, 24)[entropy % 4]}",
    "mac": mac,
    "mac-address": mac,
    "uri": url,
    "url": url,
    "iri": url,
    "uri-reference": path,
    "iri-reference": path,
    "uri-template": lambda entropy: f"https://api.example.com/{SECTIONS[entropy % len(SECTIONS)]}/{{id}}",
    "media-range": pooled(MEDIA_TYPES),
    "mime-type": pooled(MEDIA_TYPES),
}
