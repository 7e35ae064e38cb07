"""A bundle to hand over: which contacts go in, what stays out and why, and what was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import PlannerError, Text
from ui.viewmodels.safety import usual_folder
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.services.bundles import Choice, Made, Prepared
    from planner.services.contacts import Tally

CHOOSE, DONE = "choose", "done"
ALL, QUARTER, MONTH = "all", "quarter", "month"
_AT_ONCE = 3000
"""Of a log with more contacts than this, the worker counts who they were with."""
_DAYS = {QUARTER: 90, MONTH: 30}
OWN_WORDS, FACTS, REDACTED, FILES = "own_words", "facts", "redacted", "files"
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class TickState(NamedTuple):
    """Something that can be ticked."""

    key: str
    words: str
    under: str
    on: bool


class MadeState(NamedTuple):
    """What was made. ``inside``: (label, count). ``head``: to be written down, in groups that can be read aloud."""

    name: str
    about: str
    folder: str
    path: str
    inside: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    head: str
    head_about: str
    is_redacted: bool
    note: str


class EvidenceState(NamedTuple):
    """The page. ``chosen``: how many contacts go in, in words; ``empty``: the log holds none at all.

    ``whole_about``: what to know of a file that was read in and may go in whole, "" where none was; ``whole``: where it is.
    """

    step: str
    empty: bool
    period: str
    collectors: tuple[TickState, ...]
    debts: tuple[TickState, ...]
    ticks: tuple[TickState, ...]
    chosen: str
    may_make: bool
    path: str
    problem: str
    working: str
    complaints: str
    made: MadeState | None = None
    whole: str = ""
    whole_about: str = ""
    staying: str = ""


class EvidenceViewModel:
    """Holds the choice, and what was made of it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._step, self._period = CHOOSE, ALL
        self._collectors: set[str] = set()
        self._debts: set[str] = set()
        self._ticks = {FILES}
        self._path = str(free_zip(usual_folder(), f"record-{session.today}"))
        self._problem: Text | None = None
        self._working: Text | None = None
        self._made: MadeState | None = None
        self._stop = False
        self._whole = ""
        self._rows: list[Tally] | None = None
        self._look()

    def _look(self) -> None:
        """Look at a short log at once; a long one is read by the worker, see ``reading``."""
        from planner.services.complaints import ComplaintDesk
        from planner.services.importing import Imports

        log = self._session.contact_log
        self._contacts = sum(one.contacts for one in log.collectors())
        self._rows = log.tally() if self._contacts <= _AT_ONCE else None
        self._complaints = len(ComplaintDesk(self._session.household).all())
        read_in = (one.name for one in Imports(self._session.household).batches() if one.undone_at is None)
        self._read_in = list(dict.fromkeys(read_in))

    def reading(self) -> Callable[..., list[Tally]] | None:
        """Return the work that counts a long log; None where that is done."""
        log = self._session.contact_log
        return None if self._rows is not None else lambda *_: log.tally()

    def read(self, rows: list[Tally]) -> EvidenceState:
        """Take what was counted."""
        self._rows = rows
        return self.state()

    def state(self) -> EvidenceState:
        """Return the page."""
        say = self._session.say
        count = sum(row.contacts for row in self._rows or () if self._takes(row))
        rest = sum(row.contacts for row in self._rows or ()) - count
        return EvidenceState(
            step=self._step,
            empty=not self._contacts,
            period=self._period,
            collectors=self._names("collector"),
            debts=self._names("debts"),
            ticks=tuple(
                TickState(key, say(words), say(under), key in self._ticks) for key, (words, under) in _TICKS.items()
            ),
            chosen=say(Text("Counting your contacts ..."))
            if self._rows is None
            else say(Text("1 contact goes in"))
            if count == 1
            else say(Text("{count} contacts go in", {"count": str(count)})),
            staying=""
            if not rest
            else say(Text("1 contact stays out: it is of another day, person or debt than you chose."))
            if rest == 1
            else say(
                Text(
                    "{count} contacts stay out: they are of other days, people or debts than you chose.",
                    {"count": str(rest)},
                )
            ),
            may_make=count > 0 and self._working is None,
            path=self._path,
            problem=say(self._problem) if self._problem else "",
            working=say(self._working) if self._working else "",
            complaints=self._complaints_said(),
            made=self._made,
            whole=self._whole,
            whole_about=self._about_whole(),
        )

    def again(self) -> EvidenceState:
        """Look at the log again: the person came back to the page."""
        self._look()
        return self.state()

    def choose_period(self, period: str) -> EvidenceState:
        """Take all contacts, or the ones of the last days."""
        self._period, self._problem = period, None
        return self.state()

    def turn(self, kind: str, key: str) -> EvidenceState:
        """Tick something, or untick it. ``kind``: collector, debts or tick."""
        chosen = {"collector": self._collectors, "debts": self._debts}.get(kind, self._ticks)
        chosen ^= {key}
        self._problem = None
        return self.state()

    def type(self, text: str) -> EvidenceState:
        """Take where it goes."""
        self._path, self._problem = text, None
        return self.state()

    def type_whole(self, text: str) -> EvidenceState:
        """Take where a file that was read in lies, to go in whole; "" for none."""
        self._whole, self._problem = text, None
        return self.state()

    def start(self) -> tuple[EvidenceState, Work]:
        """Return the page while it is made, and the work, which may run on another thread."""
        self._problem, self._working, self._stop = None, Text("Making the bundle ..."), False
        household, today, language = self._session.household, self._session.today, self._session.language
        choice, out = self._choice(), self._file()

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> tuple[Prepared, Made] | None:
            from planner.services.bundles import prepare_bundle, write_bundle
            from planner.services.evidence_report import short_report_maker

            prepared = prepare_bundle(household, choice, language, today, make_complaint=short_report_maker(language))
            made = write_bundle(household, prepared, out, report=report, stopped=lambda: self._stop or stopped())
            return None if made is None else (prepared, made)

        return self.state(), work

    def done(self, result: tuple[Prepared, Made] | None) -> EvidenceState:
        """Take what was made; None where it was stopped."""
        self._working = None
        if result is None:
            self._problem = Text("It was stopped, and nothing was written.")
            return self.state()
        prepared, made = result
        self._step, self._made = DONE, self._told(prepared, made)
        return self.state()

    def failed(self, error: BaseException) -> EvidenceState:
        """Say why not; anything but a sentence of ours is raised again."""
        self._working = None
        if not isinstance(error, PlannerError):
            raise error
        self._problem = error.message
        return self.state()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop = True

    def back(self) -> EvidenceState:
        """Choose again, for another bundle."""
        self._step, self._made = CHOOSE, None
        self._path = str(free_zip(Path(self._path).expanduser().parent, f"record-{self._session.today}"))
        return self.state()

    def hide_names(self) -> EvidenceState:
        """Choose the same once more, with the names of others hidden."""
        self._ticks |= {REDACTED}
        return self.back()

    # How it is put together

    def _takes(self, row: Tally) -> bool:
        days = _DAYS.get(self._period)
        if days is not None and row.day < self._session.today - timedelta(days=days):
            return False
        if self._collectors and row.collector not in self._collectors:
            return False
        return not self._debts or bool(self._debts & set(row.debts))

    def _names(self, part: str) -> tuple[TickState, ...]:
        counts: dict[str, int] = {}
        for row in self._rows or ():
            for name in (row.collector,) if part == "collector" else row.debts:
                if name or part == "collector":
                    counts[name] = counts.get(name, 0) + row.contacts
        chosen = self._collectors if part == "collector" else self._debts
        names = sorted(counts, key=lambda name: (not name, -counts[name], name))
        others = self._session.say(Text("Others"))
        shown = [name for name in names if counts[name]]
        return tuple(TickState(name, name or others, self._counted(counts[name]), name in chosen) for name in shown)

    def _counted(self, count: int) -> str:
        say = self._session.say
        return say(Text("1 contact")) if count == 1 else say(Text("{count} contacts", {"count": str(count)}))

    def _complaints_said(self) -> str:
        """Return how many complaints there are; nothing where there is none."""
        say, count = self._session.say, self._complaints
        if count < 2:
            return say(Text("1 complaint so far")) if count else ""
        return say(Text("{count} complaints so far", {"count": str(count)}))

    def _choice(self) -> Choice:
        from planner.services.bundles import Choice

        days = _DAYS.get(self._period)
        return Choice(
            since=None if days is None else self._session.today - timedelta(days=days),
            collectors=tuple(sorted(self._collectors)),
            debts=tuple(sorted(self._debts)),
            own_words=OWN_WORDS in self._ticks,
            findings=FACTS not in self._ticks,
            redacted=REDACTED in self._ticks,
            files=FILES in self._ticks,
            whole_files=tuple(map(_path, [self._whole] if self._whole.strip() and REDACTED not in self._ticks else [])),
        )

    def _about_whole(self) -> str:
        if not self._read_in or REDACTED in self._ticks:
            return ""
        say = self._session.say
        words = Text(
            "Of {files} only the chosen messages go in. Name the file here if all of it should: it holds other people's messages and one-time codes too.",
            {"files": self._session.listed(*self._read_in[:3])},
        )
        return say(words)

    def _file(self) -> Path:
        path = _path(self._path)
        return free_zip(path, f"record-{self._session.today}") if path.is_dir() else path

    def _told(self, prepared: Prepared, made: Made) -> MadeState:
        session, say = self._session, self._session.say
        extract = prepared.extract
        contacts = sum(1 for one in extract["entries"] if one["kind"] == "contact")
        inside = [
            (say(Text("Contacts")), str(contacts)),
            (say(Text("Dated facts")), str(len(extract["entries"]) - contacts)),
            (say(Text("Attached files")), str(sum(1 for one in extract["files"] if one["path"]))),
            (say(Text("Pieces of files that were read in")), str(len(extract["originals"]))),
            (
                say(Text("Report, as PDF")),
                say(Text("yes"))
                if "data/complaint.pdf" in prepared.bundle.files
                else say(Text("no: over 2,000 contacts")),
            ),
        ]
        head = prepared.head
        note = (
            ""
            if made.noted
            else say(Text("The log can only be read here, so it does not note that this bundle was made."))
        )
        return MadeState(
            name=made.path.name,
            about=say(
                Text("{size}, made {day}", {"size": size_words(prepared.size), "day": session.day(session.today)})
            ),
            folder=str(made.path.parent),
            path=str(made.path),
            inside=tuple((label, count) for label, count in inside if count != "0"),
            left_out=(*prepared.left_out, *(say(one) for one in prepared.notes if "{numbers}" in one.id)),
            head=head_words(head.link),
            head_about=say(
                Text(
                    "Seal number of {count} steps. Kept apart from the bundle, it shows any later change.",
                    {"count": str(head.length)},
                )
            ),
            is_redacted=REDACTED in self._ticks,
            note=note,
        )


def _path(typed: str) -> Path:
    return Path(typed.strip().strip("'\"")).expanduser()


def head_words(link: str) -> str:
    """Return a head in groups of four signs, which can be read aloud and written down."""
    return " ".join(link[i : i + 4] for i in range(0, len(link), 4))


def size_words(size: int) -> str:
    """Return a size as people say it."""
    return f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def free_zip(folder: Path, name: str) -> Path:
    """Return where a zip called ``name`` can go, with a number where that is taken."""
    path, number = folder / f"{name}.zip", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.zip", number + 1
    return path


_TICKS = {
    FILES: (Text("With the attached files"), Text("Photos, recordings, letters, as they came.")),
    FACTS: (Text("The facts alone"), Text("Without what a check of the rules says.")),
    REDACTED: (Text("Hide names of other people"), Text("Files stay out too: names in them cannot be hidden.")),
    OWN_WORDS: (
        Text("With promises and my own words"),
        Text("About old debts they stay out unless you tick this: they can be used against you."),
    ),
}
