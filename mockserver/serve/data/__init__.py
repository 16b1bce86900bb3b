"""How data is to be generated, as the user and the description say."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.later import later
from mockserver.serve.data.options import generate_options, reference_now

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.settings import Settings

unheeded: "Callable[[Settings, Contract], list[str]]" = later("mockserver.serve.data.dictionary", "unheeded")

__all__ = ["generate_options", "reference_now", "unheeded"]
