"""Every page by its name. A page's module is loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.screens.screen import Screen

ROUTES = {
    "first_run": "first_run.FirstRunScreen",
    "today": "today.TodayScreen",
    "debts": "debts.DebtsScreen",
    "debt": "debt.DebtScreen",
    "time_limit": "time_limit.TimeLimitScreen",
    "debt_form": "debt_form.DebtFormScreen",
    "import": "import_list.ImportScreen",
    "import_messages": "import_messages.ImportMessagesScreen",
    "browse": "browse.BrowseScreen",
    "plan": "plan.PlanScreen",
    "months": "months.MonthsScreen",
    "moved": "moved.MovedScreen",
    "not_owed": "not_owed.NotOwedScreen",
    "short": "short.ShortScreen",
    "pressed": "pressed.PressedScreen",
    "transfer": "transfer.TransferScreen",
    "statement": "statement.StatementScreen",
    "terms": "terms.TermsScreen",
    "contract_check": "contract_check.ContractCheckScreen",
    "contacts": "contacts.ContactsScreen",
    "contact": "contact.ContactScreen",
    "promises": "promises.PromisesScreen",
    "papers": "papers.PapersScreen",
    "contact_form": "log_contact.LogContactScreen",
    "saved_contact": "saved_contact.SavedContactScreen",
    "contact_details": "contact_form.ContactFormScreen",
    "week": "week.WeekScreen",
    "heat": "heat.HeatScreen",
    "more": "more.MoreScreen",
    "budget": "budget.BudgetScreen",
    "budget_line": "budget_line.BudgetLineScreen",
    "debits": "debits.DebitsScreen",
    "offers": "offers.OffersScreen",
    "offer": "offer.OfferScreen",
    "letters": "letters.LettersScreen",
    "letter": "letter.LetterScreen",
    "letter_wizard": "letter_wizard.LetterWizardScreen",
    "agenda": "agenda.AgendaScreen",
    "call_sheet": "call_sheet.CallSheetScreen",
    "practise": "practise.PractiseScreen",
    "options": "options.OptionsScreen",
    "kit": "kit.KitScreen",
    "share": "share.ShareScreen",
    "share_seen": "share.ShareSeenScreen",
    "review": "review.ReviewScreen",
    "caseload": "caseload.CaseloadScreen",
    "case": "case.CaseScreen",
    "settings": "settings.SettingsScreen",
    "happening": "happening.HappeningScreen",
    "paper_check": "paper_check.PaperCheckScreen",
    "really_them": "really_them.ReallyThemScreen",
    "stages": "stages.StagesScreen",
    "reachable": "reachable.ReachableScreen",
    "tactics": "tactics.TacticsScreen",
    "tactic": "tactics.TacticScreen",
    "not_tell": "tactics.NotTellScreen",
    "evidence": "evidence.EvidenceScreen",
    "check_bundle": "check_bundle.CheckBundleScreen",
    "complaints": "complaints.ComplaintsScreen",
    "complaint_page": "complaints.ComplaintPageScreen",
    "complaint": "complaint.ComplaintScreen",
    "entry_files": "entry_files.EntryFilesScreen",
    "check_in": "check_in.CheckInScreen",
    "questions": "questions.QuestionsScreen",
    "sore_points": "sore_points.SorePointsScreen",
    "breathe": "breathe.BreatheScreen",
    "care_support": "care_support.CareSupportScreen",
    "care_settings": "care_settings.CareSettingsScreen",
    "help": "help.HelpScreen",
    "lock": "lock.LockScreen",
    "cover": "cover.CoverScreen",
    "protect": "protect.ProtectScreen",
    "safety": "safety.SafetyScreen",
    "restore": "restore.RestoreScreen",
    "crash": "crash.CrashScreen",
}


def screen_class(route: str) -> type[Screen]:
    """Return the class of the page called ``route``."""
    module, name = ROUTES[route].split(".")
    return getattr(import_module(f"ui.screens.{module}"), name)
