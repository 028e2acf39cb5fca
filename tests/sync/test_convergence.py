"""Whatever happens on the way, in the end all phones and the server hold the same, and nothing entered is lost.

Three phones of one person and the real server, over HTTP. Requests and answers get lost, come twice or come late;
clocks are wrong and jump; entries are edited while they travel; the server is restored from a backup; one phone
keeps something that the server cannot take.
"""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, insert, select, update

from server import clock, create_app, db
from server.accounts import keys
from server.accounts.tables import Account
from server.records import store
from server.settings import Settings
from server.sync import exchange
from tests.people import Person, instant_of

START = 1_772_452_800_000  # 2 March 2026, 12:00 UTC
NAMES = ("red", "green", "blue")
ENTRIES = ("today", "yesterday", "week", "injection", "question")
DAYS = {"today": "2026-03-02", "yesterday": "2026-03-01", "week": "2026-03-02"}
WHOLE = {
    "injection": ("dose", {"day": "2026-03-02", "form": "injection"}),
    "question": ("note", {"day": "2026-03-02", "text": "Why so tired?"}),
}
WRONG = 1000 * 1000  # milliseconds that a phone's clock may be wrong by
PAGE, BATCH = 3, 2  # so small that every diary needs several

phones = st.sampled_from(NAMES)
entries = st.sampled_from(ENTRIES)
severities = st.integers(0, 10)
wrong = st.integers(-WRONG, WRONG)


class Backups:
    """The account's rows as they were, to be put back."""

    def __init__(self, database, account):
        self.database, self.account = database, account
        self.mine = store.RECORD.c.account_id == account
        self.take()

    def take(self):
        with self.database.read() as session:
            self.rows = [row._asdict() for row in session.execute(select(store.RECORD).where(self.mine))]
            self.seq = session.scalar(select(Account.seq).where(Account.id == self.account))

    def restore(self):
        def put_back(session):
            session.execute(delete(store.RECORD).where(self.mine))
            if self.rows:
                session.execute(insert(store.RECORD), self.rows)
            session.execute(update(Account).where(Account.id == self.account).values(seq=self.seq))
            db.begin_epoch(session)

        self.database.write(put_back)


class Diary(RuleBasedStateMachine):
    """One person, three phones, one server; `app` is set by the test."""

    app = None

    @initialize(skews=st.tuples(wrong, wrong, wrong))
    def begin(self, skews):
        self.now, self.skews = START, dict(zip(NAMES, skews, strict=True))
        self.pinned = clock.fixed(instant_of(self.now))
        self.pinned.__enter__()
        self.person = Person(self.app, "ada").open_account()
        self.phones = dict(zip(NAMES, self.three(), strict=True))
        for name, phone in self.phones.items():
            phone.ticks.wall = lambda name=name: self.now + self.skews[name]
        self.ids = {name: uuid4() for name in (*WHOLE, *NAMES)}
        self.newest, self.requests, self.answers = {}, [], []
        self.backups = Backups(self.app.extensions[db.EXTENSION], self.person.account)

    def three(self):
        return self.person.phone, self.person.another_phone(), self.person.another_phone()

    # what the person does

    @rule(name=phones, entry=entries, severity=severities)
    def rates(self, name, entry, severity):
        """Only check-ins and weekly forms are rated; of the others the note changes."""
        if entry in DAYS:
            self.writes(name, entry, {"ratings.fatigue": severity})
        elif entry == "injection":
            self.writes(name, entry, {"count": severity + 1})
        else:
            self.writes(name, entry, {"text": f"{severity}"})

    @rule(name=phones, entry=st.sampled_from([*DAYS, "injection"]), text=st.sampled_from(["", "slow", None]))
    def notes(self, name, entry, text):
        self.writes(name, entry, {"note": text})

    @rule(name=phones, entry=entries, gone=st.booleans())
    def deletes_or_undoes(self, name, entry, gone):
        self.writes(name, entry, {"deleted": gone})

    @rule(name=phones, severity=st.sampled_from([3, 11]))
    def enters_what_may_be_impossible(self, name, severity):
        """11 cannot be kept; 3, later, makes the entry good again."""
        values = {"day": "2026-02-01", "ratings.numbness": severity}
        self.saves(name, "checkin", self.ids[name], values)

    def writes(self, name, entry, values):
        phone = self.phones[name]
        kind = WHOLE[entry][0] if entry in WHOLE else "weekly" if entry == "week" else "checkin"
        id_ = self.ids[entry] if entry in WHOLE else phone.day_id(kind, DAYS[entry])
        first = {} if id_ in phone.records else WHOLE[entry][1] if entry in WHOLE else {"day": DAYS[entry]}
        self.saves(name, kind, id_, {**first, **values})

    def saves(self, name, kind, id_, values):
        phone = self.phones[name]
        before = phone.records.get(id_, {})
        phone.write(kind, id_, values)
        for field, value in values.items():
            cell = phone.records[id_][field]
            assert cell[0] == value, "a phone shows what was just entered"
            assert field not in before or cell[1] > before[field][1]
            self.newest[id_, field] = max(cell, self.newest.get((id_, field), cell), key=lambda one: one[1])

    # what happens on the way

    @rule(milliseconds=st.integers(0, 5000))
    def time_passes(self, milliseconds):
        self.now += milliseconds
        self.pinned.__exit__(None, None, None)
        self.pinned = clock.fixed(instant_of(self.now))
        self.pinned.__enter__()

    @rule(name=phones, skew=wrong)
    def a_clock_jumps(self, name, skew):
        self.skews[name] = skew

    @rule(name=phones)
    def syncs(self, name):
        self.round(name)

    @rule(name=phones)
    def a_request_is_lost_or_late(self, name):
        self.requests.append(deepcopy(self.phones[name].request(BATCH)[0]) | {"from": name})

    @rule(name=phones)
    def an_answer_is_lost_or_late(self, name):
        request, sent = self.ask(name)
        self.answers.append((name, self.answer(name, request), sent))

    @rule(name=phones, entry=entries, severity=severities)
    def an_entry_is_edited_while_it_travels(self, name, entry, severity):
        request, sent = self.ask(name)
        answer = self.answer(name, request)
        self.rates(name, entry, severity)
        self.phones[name].receive(answer, sent)

    @precondition(lambda self: self.requests)
    @rule(which=st.integers(0, 1000))
    def an_old_request_comes_again(self, which):
        request = deepcopy(self.requests[which % len(self.requests)])
        self.answer(request.pop("from"), request)

    @precondition(lambda self: self.answers)
    @rule(which=st.integers(0, 1000))
    def an_old_answer_comes_again(self, which):
        name, answer, sent = self.answers[which % len(self.answers)]
        self.phones[name].receive(deepcopy(answer), sent)

    @rule()
    def a_backup_is_taken(self):
        self.backups.take()

    @rule()
    def the_backup_is_restored(self):
        self.backups.restore()

    def ask(self, name):
        request, sent = self.phones[name].request(BATCH)
        self.requests.append(deepcopy(request) | {"from": name})
        return request, sent

    def answer(self, name, request):
        answer = self.phones[name].post_sync(request)
        assert answer.status_code == 200, answer.text
        assert len(answer.get_json()["records"]) <= PAGE
        return answer.get_json()

    def round(self, name):
        request, sent = self.ask(name)
        return self.phones[name].receive(self.answer(name, request), sent)

    # when it is quiet again

    def teardown(self):
        if hasattr(self, "phones"):
            for name in (*NAMES, *NAMES, *NAMES):
                self.come_to_rest(name)
            self.check_the_end()
        if hasattr(self, "pinned"):
            self.pinned.__exit__(None, None, None)

    def come_to_rest(self, name):
        for _ in range(60):
            if not self.round(name):
                return
        raise AssertionError("sync does not come to rest")

    def check_the_end(self):
        held = self.on_the_server()
        parked = {id_ for phone in self.phones.values() for id_ in phone.parked}
        for phone in self.phones.values():
            assert phone.outbox.keys() == phone.parked.keys(), "only what was refused still waits"
            assert without(phone.records, parked) == without(held, parked), "phones and server hold the same"
        for (id_, field), cell in self.newest.items():
            assert id_ in parked or held[id_][field] == cell, "the newest write of every field survives"
        for name in NAMES:
            severity = self.newest.get((self.ids[name], "ratings.numbness"), (3,))[0]
            assert (self.ids[name] in parked) == (severity == 11), "only the impossible is refused"

    def on_the_server(self):
        with self.app.app_context(), db.database().read() as session:
            key = keys.data_key(session, keys.vault(), self.person.account)
            return {kept.id: kept.fields for kept in store.read_all(session, key, self.person.account)}


def without(records: dict[UUID, dict], parked: set[UUID]):
    return {id_: fields for id_, fields in records.items() if id_ not in parked}


@pytest.fixture(scope="module")
def diary():
    """The state machine on a server whose files lie in memory where that is possible."""
    shm = Path("/dev/shm")
    with TemporaryDirectory(dir=shm if shm.is_dir() else None) as folder:
        app = create_app(Settings(data=Path(folder, "data"), keys=Path(folder, "keys")))
        with patch.object(exchange, "MOST_RECORDS", PAGE):
            yield type("DiaryHere", (Diary,), {"app": app})
        app.extensions[db.EXTENSION].close()


def examples(number, steps):
    return settings(
        max_examples=number, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )


def test_phones_and_server_end_equal(diary):
    run_state_machine_as_test(diary, settings=examples(120, 30))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_phones_and_server_end_equal_at_length(diary):
    run_state_machine_as_test(diary, settings=examples(1000, 50))
