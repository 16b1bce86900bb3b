"""What is wanted often is unrolled: the short way makes what the long way makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.document import load
from mockserver.generate import Entity, Generator, Scene
from mockserver.generate.containers.objects import OFTEN
from mockserver.schema import Schemas

DOCUMENT = load(Path(__file__).resolve().parents[2] / "openapi.yaml")
SCHEMAS = Schemas(DOCUMENT)
COMPONENTS = dict((DOCUMENT.root / "components" / "schemas").items())
SCENES = (
    Scene(key="a"),
    Scene(pins=Entity("contact", "42")),
    Scene(pins=Entity("contact", "c798f7c7-f941-4324-a21d-4861e9e3a9ff")),
    Scene(pins=Entity("contact", "a name that is long enough to leave no room for the children of its children")),
)


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_short_way_makes_what_the_long_way_makes(name: str) -> None:
    bundle, generator = SCHEMAS.bundle(COMPONENTS[name], "response"), Generator()
    seldom = [generator.value(bundle, scene) for scene in SCENES]
    for number in range(2 * OFTEN):
        generator.value(bundle, Scene(key=str(number)))
    assert [generator.value(bundle, scene) for scene in SCENES] == seldom
