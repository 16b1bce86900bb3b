"""What an `x-faker` says: one name, with arguments by position or by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mockserver.generate.leaves.fakes.error import FakerError


@dataclass(frozen=True, slots=True)
class Wish:
    """A provider's name and its arguments; JavaScript's single object of options counts as named arguments."""

    name: str
    positional: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, given: Any) -> Wish:
        """Return what `given` (the value of `x-faker`) asks for; raise FakerError if it has none of the shapes."""
        if isinstance(given, str) and given.strip():
            return cls(given.strip())
        if not (isinstance(given, dict) and len(given) == 1):
            raise FakerError(
                f"x-faker is neither a name nor an object of one name with its arguments: {given!r}",
                hint="write 'name.firstName' or {datatype.number: {min: 10, max: 11}}",
            )
        ((name, arguments),) = given.items()
        if isinstance(arguments, dict):
            return cls(str(name), (), arguments)
        if not isinstance(arguments, list):
            return cls(str(name), () if arguments is None else (arguments,))
        if len(arguments) == 1 and isinstance(arguments[0], dict):
            return cls(str(name), (), arguments[0])
        return cls(str(name), tuple(arguments))

    def get(self, name: str, place: int, default: Any = None) -> Any:
        """Return the argument called `name`, or the one at `place`, or the default."""
        if name in self.named:
            return self.named[name]
        return self.positional[place] if place < len(self.positional) else default

    def number(self, name: str, place: int, default: float) -> float:
        """Return a numeric argument; raise FakerError if it is something else."""
        value = self.get(name, place, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise FakerError(f"x-faker {self.name}: {name} must be a number, not {value!r}")
        return value

    def count(self, name: str, place: int, default: int, most: int = 10_000) -> int:
        """Return an argument that says how many, bounded by `most`; `{min, max}` counts as its lower end.

        `name` may list the names it has had in Faker's versions: `length count`.
        """
        name = next((each for each in name.split() if each in self.named), name.split(maxsplit=1)[0])
        value = self.get(name, place, default)
        if isinstance(value, dict):
            value = value.get("min", default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            raise FakerError(f"x-faker {self.name}: {name} must be a number from 0 to {most}, not {value!r}")
        return int(value)

    def listed(self, name: str = "array") -> tuple[Any, ...]:
        """Return the list to choose from, whether it stands alone or as the only argument; never empty."""
        given = self.get(name, 0)
        values = tuple(given) if isinstance(given, (list, tuple)) else self.positional
        if not values:
            raise FakerError(f"x-faker {self.name} needs a list to choose from")
        return values
