"""The checks of the United States: Regulation F and the FDCPA, and the states whose law reaches further."""

from planner.rules.checks.united_states.calls import CHECKS as CALLS
from planner.rules.checks.united_states.federal import CHECKS as FEDERAL

CHECKS = {**CALLS, **FEDERAL}
