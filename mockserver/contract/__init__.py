"""Document -> Contract: operations that match, read and judge requests and responses."""

from mockserver.contract.call import Call
from mockserver.contract.contract import Contract, Found, NoMethod, NoPath, compile_contract
from mockserver.contract.judging import Demand, JudgeOptions, Requirement
from mockserver.contract.links import Expression, Link
from mockserver.contract.operation import Operation
from mockserver.contract.parameter import (
    MISSING,
    Encoding,
    Encodings,
    Example,
    Malformed,
    MediaType,
    Parameter,
)
from mockserver.contract.payload import RequestBody, ResponseSpec, response_for
from mockserver.contract.routing import Server

__all__ = [
    "MISSING",
    "Call",
    "Contract",
    "Demand",
    "Encoding",
    "Encodings",
    "Example",
    "Expression",
    "Found",
    "JudgeOptions",
    "Link",
    "Malformed",
    "MediaType",
    "NoMethod",
    "NoPath",
    "Operation",
    "Parameter",
    "RequestBody",
    "Requirement",
    "ResponseSpec",
    "Server",
    "compile_contract",
    "response_for",
]
