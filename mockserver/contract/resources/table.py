"""The resources as rows for people: what is deduced, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.contract.resources.chains import query_through
from mockserver.contract.resources.paging import Query
from mockserver.contract.resources.resource import success_bundle

if TYPE_CHECKING:
    from mockserver.contract.operation import Operation
    from mockserver.contract.resources.deduce import Resources
    from mockserver.contract.resources.resource import Resource

HEADINGS = ("kind", "collection", "item", "id", "operations", "paging", "filters", "part of")


class Row(NamedTuple):
    """One resource; `cells` stand below `HEADINGS`."""

    kind: str
    collection: str
    item: str
    id: str
    operations: str
    paging: str
    filters: str
    part_of: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row's texts in the order of `HEADINGS`."""
        return (
            self.kind, self.collection, self.item, self.id, self.operations, self.paging, self.filters, self.part_of,
        )  # fmt: skip


def rows(resources: Resources) -> list[Row]:
    """Return a row for each resource, in the order of the description."""
    return [_row(resources, resource) for resource in resources.all]


def undeduced(resources: Resources) -> list[Operation]:
    """Return the operations that belong to no resource: they answer, and remember nothing."""
    return [operation for operation in resources.contract.operations if resources.role(operation) is None]


def _row(resources: Resources, resource: Resource) -> Row:
    verbs: dict[str, None] = {}
    owners: dict[str, None] = {}
    for operation in resources.contract.operations:
        role = resources.role(operation)
        if role is not None and role.resource is resource and role.verb != "action":
            verbs[f"{role.verb} by {role.owner[0]}" if role.owner and not resource.scope else role.verb] = None
            if role.parent is not None and resource.scope:
                owners[role.parent.kind] = None
    listing = resource.operations.get("list")
    query = query_through(resources, resource, listing) if listing is not None else Query()
    names = (query.page, query.size, query.offset, query.cursor)
    filters = [one.parameter for one in query.filters] + [name for name in (query.sort, query.order) if name]
    return Row(
        resource.kind,
        _with_pointer(resource),
        resource.item,
        resource.id_name or "",
        ", ".join(verbs),
        ", ".join(name for name in names if name),
        ", ".join(filters),
        ", ".join(owners),
    )


def _with_pointer(resource: Resource) -> str:
    listing = resource.operations.get("list")
    bundle = success_bundle(listing) if listing is not None else None
    view = resource.view(bundle, many=True) if bundle is not None else None
    return f"{resource.path} {view.pointer}".rstrip() if view is not None else resource.path
