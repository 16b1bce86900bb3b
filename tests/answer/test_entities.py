"""Who is asked for by what, tried out once for a resource whichever thread asks first."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from mockserver.answer.world import Entities
from mockserver.contract import compile_contract
from mockserver.contract.resources import Resources
from mockserver.document import load
from mockserver.generate import Generator, Scene
from mockserver.schema import Bundle

NOWHERE = Scene()
NESTED = Path(__file__).parents[1] / "scenarios" / "nested.yaml"


class Interrupted(Generator):
    """Lets somebody else go first, once, before it makes its first value."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[Callable[[], Any]] = []

    def value(self, bundle: Bundle, scene: Scene = NOWHERE) -> Any:
        while self.others:
            other = Thread(target=self.others.pop())
            other.start()
            other.join()
        return super().value(bundle, scene)


def test_nobody_is_told_how_a_path_asks_before_that_is_known() -> None:
    user = next(one for one in Resources(compile_contract(load(NESTED))).all if one.id_name == "username")
    generator, told = Interrupted(), list[bool]()
    entities = Entities(generator)
    generator.others.append(lambda: told.append(entities.named(user)))
    assert entities.named(user)
    assert told == [True]
