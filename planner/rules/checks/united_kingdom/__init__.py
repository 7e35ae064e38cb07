"""The checks of the United Kingdom: the FCA's rules for consumer credit, and the Acts of its parts."""

from planner.rules.checks.united_kingdom.acts import CHECKS as ACTS
from planner.rules.checks.united_kingdom.arrears import CHECKS as ARREARS
from planner.rules.checks.united_kingdom.contact import CHECKS as CONTACT

CHECKS = {**CONTACT, **ARREARS, **ACTS}
