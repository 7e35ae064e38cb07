"""The checks of the United States: Regulation F and the FDCPA, and the states whose law reaches further."""

from planner.rules.checks.united_states.calls import CHECKS as CALLS
from planner.rules.checks.united_states.colorado import CHECKS as COLORADO
from planner.rules.checks.united_states.conduct import CHECKS as CONDUCT
from planner.rules.checks.united_states.contact import CHECKS as CONTACT
from planner.rules.checks.united_states.massachusetts import CHECKS as MASSACHUSETTS
from planner.rules.checks.united_states.messages import CHECKS as MESSAGES
from planner.rules.checks.united_states.michigan import CHECKS as MICHIGAN
from planner.rules.checks.united_states.new_york import CHECKS as NEW_YORK
from planner.rules.checks.united_states.oregon import CHECKS as OREGON
from planner.rules.checks.united_states.texas import CHECKS as TEXAS
from planner.rules.checks.united_states.thirds import CHECKS as THIRDS
from planner.rules.checks.united_states.validation import CHECKS as VALIDATION
from planner.rules.checks.united_states.washington import CHECKS as WASHINGTON

FEDERAL = {**CALLS, **CONTACT, **THIRDS, **MESSAGES, **CONDUCT, **VALIDATION}
STATES = {**COLORADO, **MASSACHUSETTS, **MICHIGAN, **NEW_YORK, **OREGON, **TEXAS, **WASHINGTON}

CHECKS = {**FEDERAL, **STATES}
