"""The scalars of real descriptions: whatever name, format and bounds they have, leaves keep their rules."""

from collections import Counter

import orjson
import pytest

from mockserver.generate.leaves import GenerateOptions, hint_for, string_source
from mockserver.generate.leaves.leaf import mix
from mockserver.schema import acceptor

KINDS = {"string", "integer", "number", "boolean"}
RULES = ("type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf")


def scalars(node, owner=""):
    """Yield (owner, name, schema) of every property in `node` that is a scalar of one type."""
    if isinstance(node, dict):
        properties = node.get("properties")
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            if isinstance(schema, dict) and str(schema.get("type")) in KINDS:
                yield owner, name, {rule: schema[rule] for rule in RULES if rule in schema}
        for name, child in node.items():
            yield from scalars(child, name if isinstance(child, dict) and "properties" in child else owner)
    elif isinstance(node, list):
        for child in node:
            yield from scalars(child, owner)


@pytest.mark.parametrize("name", ["box.json", "discord.json", "github-2022.json", "slack-web.json"])
def test_leaves_keep_the_rules_of_real_scalars(shared, name):
    options = GenerateOptions()
    spoken = Counter()
    unique = {
        (owner, key, orjson.dumps(schema, option=orjson.OPT_SORT_KEYS))
        for owner, key, schema in scalars(orjson.loads((shared / "specs" / name).read_bytes()))
    }
    for owner, key, raw in unique:
        schema = orjson.loads(raw)
        accept = acceptor(schema)
        hint = hint_for(schema, key, (), owner, options)
        source = string_source(schema, key, (), options) if schema["type"] == "string" else None
        assert source is not None or schema["type"] != "string", (key, schema)
        spoken["hint" if hint else "none"] += 1
        for leaf in (hint, source):
            assert leaf is None or all(accept(leaf(mix(number))) for number in range(6)), (key, schema)
    assert spoken["hint"] > 100
    assert spoken["hint"] > spoken["none"]
