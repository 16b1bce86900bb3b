"""What is wrong with a request or a response, as violations."""

from mockserver.contract.judging.inbound import Judge, JudgeOptions, Taken, compile_judge
from mockserver.contract.judging.outbound import ResponseJudge
from mockserver.contract.judging.security import Demand, Requirement, compile_security

__all__ = [
    "Demand",
    "Judge",
    "JudgeOptions",
    "Requirement",
    "ResponseJudge",
    "Taken",
    "compile_judge",
    "compile_security",
]
