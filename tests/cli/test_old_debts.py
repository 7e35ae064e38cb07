"""Before a payment, a promise or a word to a collector the terminal warns on old and unclear debts, and on no others."""

import pytest

WARNED = "This debt is old or unclear"


@pytest.fixture
def run(ashore):
    def run(*words):
        done = ashore(*words)
        assert done.returncode == 0, done.stderr
        return done

    for name, since in (("Old", "2022-12-01"), ("Older", "2022-11-01"), ("Young", "2026-06-01")):
        run("debts", "add", "--name", name, "--balance", "900", "--currency", "CNY", "--due-since", since)
    run("settings", "set", "country", "CN")
    return run


def test_the_warning_stands_beside_the_result_on_an_old_debt_only(run):
    wrote = ("contacts", "add", "--from", "borrower", "--channel", "sms", "--said", "I know I owe it", "--debt")
    acts = [
        ((*wrote, "{debt}"), "Old"),
        (("promises", "add", "--debt", "{debt}", "--amount", "10", "--due", "2026-12-01"), "Old"),
        (("debts", "pay", "{debt}", "10"), "Older"),  # a promise has begun the time of the other anew
    ]
    for act, old in acts:
        for debt in ("Young", old):
            done = run(*(word.format(debt=debt) for word in act))
            assert WARNED not in done.stdout
            assert (WARNED in done.stderr) == (debt == old), act


def test_what_they_promise_or_say_needs_no_warning(run):
    theirs = run("promises", "add", "--whose", "theirs", "--debt", "Old", "--what", "no calls", "--due", "2026-12-01")
    called = run("contacts", "add", "--channel", "call", "--debt", "Old", "--outcome", "rang-out")
    assert WARNED not in theirs.stderr + called.stderr
