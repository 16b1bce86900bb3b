"""All texts of a format as a pattern: what a `pattern` or a length beside the format may ask for.

A grammar may say a little too much (labels of a host longer than 63 characters): whoever draws by it checks the result.
"""

from __future__ import annotations

_NATURAL = r"(?:0|[1-9]\d*)"
_DATE = (
    r"(?:\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"|\d\d(?:0[48]|[2468][048]|[13579][26])-02-29)"
)
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_ZONE = r"(?:[Zz]|[+-](?:0\d|1[0-3]):(?:00|30))"
_HOURS = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
_DAYS = r"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_ATOM = r"[A-Za-z0-9_+-]+"
_EMAIL = rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_GROUP = r"[0-9A-Fa-f]{1,4}"
_SHORTENED = "|".join(rf"(?:{_GROUP}:){{1,{7 - rest}}}(?::{_GROUP}){{1,{rest}}}" for rest in range(1, 7))
_IPV6 = rf"(?:{_GROUP}:){{7}}{_GROUP}|(?:{_GROUP}:){{1,7}}:|:(?::{_GROUP}){{1,7}}|::|{_SHORTENED}"
_URL_TEXT = r"(?:[A-Za-z0-9/?._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*(?:#(?:[A-Za-z0-9/?._~!$&'()*+,;=:@-])*)?"
_ABROAD = r"\u00C0-\u024F"  # letters that the international kinds of these formats may hold as well


def _international(grammar: str) -> str:
    return grammar.replace("[A-Za-z0-9", f"[{_ABROAD}A-Za-z0-9")


_URI = rf"[A-Za-z][A-Za-z0-9+.-]*:{_URL_TEXT}"
_POINTER = r"(?:/(?:[ !-.0-}]|~[01])*)*"
_WEEK = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_YEAR = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DECIMAL = rf"-?{_NATURAL}(?:\.\d+)?"
_HEX = "[0-9a-fA-F]"
_UUID = rf"{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}"
_B64, _B64URL = "[A-Za-z0-9+/]", "[A-Za-z0-9_-]"
_TWO, _FOUR = "[AQgw]", "[AEIMQUYcgkosw048]"  # the last characters before padding, whose spare bits are zero
_BASE64 = rf"(?:{_B64}{{4}})*(?:{_B64}{_TWO}==|{_B64}{{2}}{_FOUR}=)?"
_BASE64URL = rf"(?:{_B64URL}{{4}})*(?:{_B64URL}{_TWO}(?:==)?|{_B64URL}{{2}}{_FOUR}=?)?"
_B32 = "[A-Z2-7]"
_BASE32 = (
    rf"(?:{_B32}{{8}})*(?:{_B32}[AEIMQUY4]={{6}}|{_B32}{{3}}[AQ]={{4}}|{_B32}{{4}}[ACEGIKMOQSUWY246]={{3}}"
    rf"|{_B32}{{6}}[AIQY]=)?"
)

_FORMATS: dict[str, str] = {
    "date": _DATE,
    "time": _CLOCK + _ZONE,
    "time-local": _CLOCK,
    **dict.fromkeys(("date-time", "datetime", "timestamp"), f"{_DATE}[Tt]{_CLOCK}{_ZONE}"),
    "date-time-local": f"{_DATE}T{_CLOCK}",
    "http-date": rf"{_WEEK}, [0-3]\d {_YEAR} \d{{4}} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT",
    "year-month": r"\d{4}-(?:0[1-9]|1[0-2])",
    "unix-time": _NATURAL,
    "duration": rf"P(?:\d+W|{_DAYS}(?:{_HOURS})?|{_HOURS})",
    "email": _EMAIL,
    "idn-email": _international(_EMAIL),
    **dict.fromkeys(("hostname", "host", "domain"), _HOST),
    "idn-hostname": _international(_HOST),
    **dict.fromkeys(("ipv4", "ip", "ip-address"), _IPV4),
    "ipv6": _IPV6,
    "cidr": rf"{_IPV4}/(?:[12]?\d|3[0-2])",
    **dict.fromkeys(("mac", "mac-address"), rf"{_HEX}{{2}}(?:[:-]{_HEX}{{2}}){{5}}"),
    **dict.fromkeys(("uri", "url"), _URI),
    "iri": f"[A-Za-z][A-Za-z0-9+.-]*:{_international(_URL_TEXT)}",
    "uri-reference": _URL_TEXT,
    "iri-reference": _international(_URL_TEXT),
    "uri-template": r"(?:[A-Za-z0-9/?._~!$&()*+,;=:@-]|\{[A-Za-z0-9_]+\})*",
    **dict.fromkeys(("uuid", "uuid4", "guid"), _UUID),
    **dict.fromkeys(("objectid", "object-id", "mongoid"), f"{_HEX}{{24}}"),
    "hex": f"{_HEX}+",
    "md5": f"{_HEX}{{32}}",
    "sha1": f"{_HEX}{{40}}",
    "sha256": f"{_HEX}{{64}}",
    "ulid": "[0-7][0-9A-HJKMNP-TV-Z]{25}",
    "slug": r"[a-z0-9]+(?:-[a-z0-9]+)*",
    "semver": rf"{_NATURAL}(?:\.{_NATURAL}){{2}}(?:-[0-9A-Za-z.-]*[A-Za-z])?",
    **dict.fromkeys(("phone", "phone-number", "tel", "telephone", "msisdn", "e164"), r"\+?[1-9][0-9 ()/.-]{5,20}"),
    "json-pointer": _POINTER,
    "relative-json-pointer": rf"{_NATURAL}(?:#|{_POINTER})",
    **dict.fromkeys(("byte", "base64"), _BASE64),
    "base64url": _BASE64URL,
    "char": r"[\s\S]",
    **{f"int{bits}": rf"-?{_NATURAL}" for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": _NATURAL for bits in (8, 16, 32, 64)},
    **dict.fromkeys(("integer", "double-int", "sf-integer"), rf"-?{_NATURAL}"),
    **dict.fromkeys(("float", "double", "decimal", "decimal128", "number", "sf-decimal"), _DECIMAL),
}
_ENCODINGS = {"base64": _BASE64, "base64url": _BASE64URL, "base32": _BASE32, "base16": r"(?:[0-9A-Fa-f]{2})*"}


def grammar_of(name_of_format: str) -> str | None:
    """Return the pattern of all texts in that format, or None where it is unknown or anything at all."""
    return _anchored(_FORMATS.get(name_of_format))


def encoding_grammar(encoding: str) -> str | None:
    """Return the pattern of all texts in that `contentEncoding`, or None where it leaves characters as they are."""
    return _anchored(_ENCODINGS.get(encoding.lower()))


def _anchored(grammar: str | None) -> str | None:
    return None if grammar is None else f"^(?:{grammar})$"
