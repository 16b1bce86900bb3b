"""What the words of paths and variables say: which segment is a variable, which property it asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mockserver.kinds import ID_WORDS, kind_of, words


def segments_of(path: str) -> tuple[str, ...]:
    """Return the segments of a path template, without an ending that says no more than "as JSON"."""
    parts = tuple(part for part in path.split("/") if part)
    return parts[:-1] if len(parts) > 1 and parts[-1] in TRANSPARENT else parts


def joined(segments: Iterable[str]) -> str:
    """Return the path template of these segments."""
    return "/" + "/".join(segments)


def is_variable(segment: str) -> bool:
    """Tell whether a segment is one variable and nothing else."""
    return segment.startswith("{") and segment.endswith("}") and segment.count("{") == 1


def property_of_owner(variable: str, kind: str, names: Iterable[str], own: Collection[str]) -> str | None:
    """Return the property that holds the id of the `kind` that a path calls by `variable`, further up; None if none.

    `{shopId}` is `shop_id`, `{ServiceSid}` is `service_sid`, and the `{id}` of a shop either; a name that does not say
    whose it is, such as `{org}`, counts unless it is one of the folded names in `own`, which everybody has of its own.
    """
    folds = {"".join(words(name)): name for name in reversed(list(names))}
    parts = words(variable)
    fold = "".join(parts)
    says_whose = len(parts) > 1 and (parts[-1] in ID_WORDS or fold.startswith(kind))
    if fold in folds and (says_whose or fold not in own):
        return folds[fold]
    named = kind_of("_".join(parts[:-1] if says_whose else parts))
    ids = (stem + ending for stem in (kind, named) if stem and stem not in ID_WORDS for ending in ID_WORDS)
    return next((folds[each] for each in ids if each in folds), None)


def is_json(media_type: str) -> bool:
    """Tell whether a media type or range holds JSON (RFC 6839)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence in ("application/json", "*/*", "application/*") or essence.endswith("+json")


def is_xml(media_type: str) -> bool:
    """Tell whether a media type is XML (RFC 7303)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence in ("application/xml", "text/xml") or essence.endswith("+xml")


GENERAL = frozenset(
    {*ID_WORDS, "name", "title", "label", "slug", "key", "code", "sku", "handle", "login", "username", "email",
     "number", "type", "status", "state", "version", "date", "path", "ref", "sha", "index", "position"}
)  # fmt: skip
"""Folded names that a thing has of its own, whatever stands above it: the `name` of a tree is not that of its park."""

READABLE = ("login", "username", "slug", "name", "key", "code", "handle")
"""Properties that a path asks for by text where the id is a number, the most telling first."""

TRANSPARENT = frozenset({"json"})
CREATING = frozenset({"create", "add", "new"})
"""Endings of a path that a POST creates by: `/containers/create`."""

BULK = ("import", "bulk", "batch", "withlist", "witharray", "createmany")
"""Parts of an ending that writes many at once: `/contacts/bulk-import`."""
