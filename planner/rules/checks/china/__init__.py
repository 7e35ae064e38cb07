"""The checks of mainland China. Who is bound by which instrument comes first: ``scope``."""

from planner.rules.checks.china.conduct import CHECKS as CONDUCT
from planner.rules.checks.china.crimes import CHECKS as CRIMES
from planner.rules.checks.china.everyone import CHECKS as EVERYONE
from planner.rules.checks.china.hours_and_counts import CHECKS as HOURS_AND_COUNTS
from planner.rules.checks.china.lenders import CHECKS as LENDERS
from planner.rules.checks.china.third_parties import CHECKS as THIRD_PARTIES

CHECKS = {**HOURS_AND_COUNTS, **THIRD_PARTIES, **CONDUCT, **LENDERS, **EVERYONE, **CRIMES}
