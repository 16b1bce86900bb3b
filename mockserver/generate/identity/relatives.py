"""Relatives: an entity of the same kind that stands in another under the name of a relation, such as its manager."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.generate.identity.kinds import id_property, is_readable_id, singular, words


def is_relative(name: str, owner: str, properties: Iterable[str]) -> bool:
    """Tell whether what an entity of the kind `owner` shows under `name` is another one, with the id of that kind."""
    parts = words(name)
    names = tuple(properties)
    identifier = id_property(names, owner) if owner and parts else None
    if identifier is None or is_readable_id(identifier):
        return False
    last = singular(parts[-1])
    if last in _RELATIONS or parts[0] in _OTHERS:
        return True
    agent = len(last) > MOST_NO_AGENT and last.endswith(_AGENTS) and last not in _NO_AGENTS
    return agent and any("".join(words(each)) in _LABELS for each in names)


MOST_NO_AGENT = 4
_AGENTS = ("er", "or", "ee")
_NO_AGENTS = frozenset(
    """banner chapter container counter cover error filter folder footer header indicator layer letter monitor
    newsletter number offer order other parameter paper placeholder poster register roster sticker tracker transfer
    trigger vector
    voucher weather wrapper employee folder ledger""".split()  # noqa: SIM905
)
_RELATIONS = frozenset(
    """alternative ancestor assistant boss brother child colleague contact copy dependent deputy descendant duplicate
    father friend guardian head lead mate mother neighbor neighbour next nominee origin original parent partner peer
    predecessor prev previous proxy referral relative replacement report reply root sibling similar sister source spouse
    subordinate substitute successor superior target teammate twin variant""".split()  # noqa: SIM905
)
_OTHERS = frozenset(
    {"parent", "previous", "next", "related", "similar", "original", "linked", "replaced", "duplicated"}
)
_LABELS = frozenset(
    {"name", "fullname", "displayname", "firstname", "lastname", "title", "label", "email", "username", "login"}
)
