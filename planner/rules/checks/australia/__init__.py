"""The checks of Australia: the ACCC and ASIC debt collection guideline (RG 96), and the consumer law behind it."""

from planner.rules.checks.australia.conduct import CHECKS as CONDUCT
from planner.rules.checks.australia.frequency import CHECKS as FREQUENCY
from planner.rules.checks.australia.hours import CHECKS as HOURS

CHECKS = {**HOURS, **FREQUENCY, **CONDUCT}
