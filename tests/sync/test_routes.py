"""What a person expects of a safe copy, over HTTP, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from server import db
from tests.people import SITE

DAY = "2026-03-01"
STAMP = "019ca8695000-0000-ada1"
VERSION = {"Sync-Version": "1"}


def change(id_=None, kind="note", **values):
    return {"id": str(id_ or uuid4()), "kind": kind, "writes": {STAMP: {"day": DAY, "text": "x", **values}}}


def sent_by(person, *changes, **more):
    request = {"device": str(person.phone.device), "epoch": None, "cursor": 0, "changes": list(changes)}
    return person.phone.post_sync({**request, **more})


def results_of(answer):
    assert answer.status_code == 200, answer.text
    return answer.get_json()["results"]


def problem_of(answer):
    assert answer.mimetype == "application/problem+json", answer.text
    return answer.status_code, answer.get_json()["type"]


def test_what_is_logged_on_one_phone_is_seen_on_the_other(ada):
    entry = ada.logs(DAY, fatigue=7, numbness=2, note="slow morning")
    ada.syncs()
    other = ada.another_phone()
    other.syncs()
    assert other.records == ada.phone.records
    assert (other.sees(entry, "ratings.fatigue"), other.sees(entry, "note")) == (7, "slow morning")
    assert not ada.phone.outbox


def test_different_symptoms_rated_on_two_phones_both_stay_in_one_entry(ada):
    other = ada.another_phone()
    entry = ada.logs(DAY, fatigue=7)
    assert other.logs(DAY, numbness=2) == entry
    for phone in (ada.phone, other, ada.phone):
        phone.syncs()
    assert other.records == ada.phone.records
    assert [other.sees(entry, f"ratings.{key}") for key in ("fatigue", "numbness")] == [7, 2]


def test_the_later_of_two_edits_wins_even_when_it_arrives_first(ada):
    other = ada.another_phone()
    entry = ada.logs(DAY, fatigue=7)
    other.ticks.wall = lambda: ada.phone.ticks.wall() + 60_000
    other.logs(DAY, fatigue=3)
    for phone in (other, ada.phone, other):
        phone.syncs()
    assert [phone.sees(entry, "ratings.fatigue") for phone in (ada.phone, other)] == [3, 3]


def test_who_has_seen_a_value_beats_it_whatever_the_clock_says(ada):
    other = ada.another_phone()
    ada.phone.ticks.wall = lambda: 4_000_000_000_000  # a phone that thinks it is 2096
    entry = ada.logs(DAY, fatigue=7)
    ada.syncs()
    other.syncs()
    other.logs(DAY, fatigue=4)
    other.syncs()
    ada.syncs()
    assert ada.phone.sees(entry, "ratings.fatigue") == 4


def test_a_deleted_entry_stays_deleted_and_undo_brings_it_back_as_it_was(ada):
    entry = ada.logs(DAY, fatigue=7, note="slow")
    ada.syncs()
    other = ada.another_phone()
    other.syncs()
    ada.phone.removes(entry)
    ada.syncs()
    other.logs(DAY, fatigue=2)
    other.syncs()
    assert other.sees(entry, "deleted") is True
    other.restores(entry)
    other.syncs()
    ada.syncs()
    assert [ada.phone.sees(entry, name) for name in ("deleted", "ratings.fatigue", "note")] == [
        False,
        2,
        "slow",
    ]


def test_the_same_injection_logged_on_two_phones_is_two_entries(ada):
    other = ada.another_phone()
    for phone in (ada.phone, other):
        phone.write("dose", uuid4(), {"day": DAY, "form": "injection"})
    for phone in (ada.phone, other, ada.phone):
        phone.syncs()
    assert len(ada.phone.records) == len(other.records) == 2


def test_repeating_a_request_changes_nothing(ada):
    ada.logs(DAY, fatigue=7)
    request, _ = ada.phone.request()
    first, again = ada.phone.post_sync(request).get_json(), ada.phone.post_sync(request).get_json()
    assert first == again
    assert first["cursor"] == 1


def test_nothing_new_brings_nothing(ada):
    ada.logs(DAY, fatigue=7)
    ada.syncs()
    answer = ada.phone.post_sync(ada.phone.request()[0]).get_json()
    assert (answer["records"], answer["results"], answer["more"]) == ([], [], False)


def test_ben_gets_nothing_of_ada_and_cannot_touch_it_by_its_id(ada, ben):
    entry = ada.logs(DAY, fatigue=7)
    ada.syncs()
    before = sent_by(ada).get_json()["records"]
    assert sent_by(ben).get_json()["records"] == []
    later = {"03bb2cc3d000-0000-ben1": {"day": DAY, "ratings.fatigue": 0}}
    ben.phone.post_sync(
        {**ben.phone.request()[0], "changes": [{"id": str(entry), "kind": "checkin", "writes": later}]}
    )
    assert sent_by(ada).get_json()["records"] == before
    assert sent_by(ben).get_json()["records"] != before


def test_a_stranger_is_not_let_in(client):
    answer = client.post("/api/sync", base_url=SITE, json={}, headers={"X-Tolv": "1", **VERSION})
    assert problem_of(answer) == (401, "/problems/signed-out")


def test_a_phone_with_the_session_of_another_one_is_asked_to_sign_in_itself(ada, ben):
    ada.logs(DAY, fatigue=7)
    request, _ = ada.phone.request()
    assert problem_of(ben.phone.post_sync(request)) == (401, "/problems/other-device")
    assert sent_by(ben).get_json()["records"] == []


def test_a_removed_phone_is_told_so(ada):
    other = ada.another_phone()
    path = f"/api/devices/{other.device}"
    headers = {"X-Tolv": "1", "Content-Type": "application/json"}
    ada.phone.client.delete(path, base_url=SITE, headers=headers)
    assert problem_of(other.post_sync(other.request()[0])) == (403, "/problems/device_removed")


def test_one_bad_record_is_answered_alone_and_the_rest_is_kept(ada):
    good, bad, also_good = change(), change(purpose="SECRET-VALUE"), change()
    answer = sent_by(ada, good, bad, also_good)
    error = results_of(answer)[1].pop("error")
    assert [result["id"] for result in results_of(answer)] == [good["id"], bad["id"], also_good["id"]]
    assert (error["type"], error["field"]) == ("unknown_choice", "purpose")
    assert error["detail"]
    assert "SECRET" not in answer.text
    assert {record["id"] for record in answer.get_json()["records"]} == {good["id"], also_good["id"]}


@pytest.mark.parametrize("text", ["nul \0", "half an emoji \ud83e"])
def test_a_text_that_cannot_be_kept_is_refused_alone(ada, text):
    results = results_of(sent_by(ada, change(text=text), change()))
    assert [result.get("error", {}).get("field") for result in results] == ["text", None]


def test_a_record_never_changes_its_kind(ada):
    id_ = uuid4()
    results_of(sent_by(ada, change(id_)))
    [result] = results_of(sent_by(ada, {**change(id_, day="2026-03-02"), "kind": "checkin"}))
    assert (result["error"]["type"], result["error"]["field"]) == ("kind_changed", "kind")
    [twice, _] = results_of(sent_by(ada, change(id_), {**change(id_), "kind": "plan"}))
    assert "error" not in twice


def test_a_record_sent_in_parts_is_judged_as_a_whole(ada):
    id_, later = str(uuid4()), "019ca8695001-0000-ada1"
    results_of(sent_by(ada, change(id_)))
    [added] = results_of(sent_by(ada, {"id": id_, "kind": "note", "writes": {later: {"purpose": "visit"}}}))
    [emptied] = results_of(sent_by(ada, {"id": id_, "kind": "note", "writes": {later: {"text": None}}}))
    assert "error" not in added
    assert (emptied["error"]["type"], emptied["error"]["field"]) == ("missing", "text")


def test_two_changes_of_one_record_in_one_request_count_one_after_the_other(ada):
    id_ = uuid4()
    later = {"id": str(id_), "kind": "note", "writes": {"019ca8695001-0000-ada1": {"text": "later"}}}
    answer = sent_by(ada, change(id_), later, change())
    assert [result.get("error") for result in results_of(answer)] == [None, None, None]
    assert answer.get_json()["cursor"] == 3
    assert answer.get_json()["records"][0]["writes"]["019ca8695001-0000-ada1"] == {"text": "later"}


def test_much_comes_page_by_page_and_once_each(ada):
    for _ in range(3):
        results_of(sent_by(ada, *[change() for _ in range(200)]))
    pages, cursor, more = [], 0, True
    epoch = sent_by(ada).get_json()["epoch"]
    while more:
        answer = sent_by(ada, epoch=epoch, cursor=cursor).get_json()
        cursor, more = answer["cursor"], answer["more"]
        pages.append([record["id"] for record in answer["records"]])
    assert [len(page) for page in pages] == [500, 100]
    assert len({id_ for page in pages for id_ in page}) == 600


@pytest.mark.parametrize("more", [{"epoch": "another"}, {"epoch": None}])
def test_a_cursor_of_another_epoch_reads_from_the_start(ada, more):
    results_of(sent_by(ada, change()))
    assert len(sent_by(ada, cursor=1, **more).get_json()["records"]) == 1


def test_a_cursor_that_was_never_given_out_reads_from_the_start(ada):
    epoch = sent_by(ada, change()).get_json()["epoch"]
    assert len(sent_by(ada, cursor=99, epoch=epoch).get_json()["records"]) == 1


def test_after_a_new_epoch_every_phone_sends_all_it_has(ada, app):
    entry = ada.logs(DAY, fatigue=7)
    ada.syncs()
    database = app.extensions[db.EXTENSION]
    database.write(db.begin_epoch)
    database.write(lambda session: session.connection().exec_driver_sql("DELETE FROM record"))
    ada.syncs()
    other = ada.another_phone()
    other.syncs()
    assert other.sees(entry, "ratings.fatigue") == 7


def test_two_hundred_changes_are_taken_and_one_more_is_too_much(ada):
    assert len(results_of(sent_by(ada, *[change() for _ in range(200)]))) == 200
    answer = sent_by(ada, *[change() for _ in range(201)])
    assert problem_of(answer) == (413, "/problems/too-large")


def test_a_body_of_more_than_256_kib_is_refused(ada):
    big = [change(text="x" * 1900) for _ in range(140)]
    assert problem_of(sent_by(ada, *big)) == (413, "/problems/too-large")
    assert sent_by(ada).get_json()["records"] == []


def test_what_is_no_json_cannot_be_read(ada):
    for body in ("", "{", "nonsense", '{"changes": [', "[" * 100_000, b"\xff\xfe", "\0"):
        assert problem_of(posted(ada, body)) == (400, "/problems/unreadable"), body[:20]


def test_json_that_is_no_request_is_refused(ada):
    for body in ("[]", "1", "null", '"x"', "{}"):
        assert problem_of(posted(ada, body)) == (422, "/problems/invalid"), body


def posted(person, body):
    headers, json = {"X-Tolv": "1", **VERSION}, "application/json"
    return person.phone.client.post("/api/sync", base_url=SITE, data=body, headers=headers, content_type=json)


def test_a_request_in_another_form_is_refused_as_a_whole(ada):
    others = {
        "account": ["ada"],
        "cursor": [-1, "1", True, 1.5, None, 10**30],
        "epoch": [1, "x" * 65],
        "device": ["phone", None],
        "changes": [None, {}, [1], [{}], [{"id": 7}], [{"id": "x" * 65}]],
    }
    for name, values in others.items():
        for value in values:
            assert problem_of(sent_by(ada, **{name: value})) == (422, "/problems/invalid"), (name, value)


def test_an_app_of_another_version_is_told_to_renew_itself(ada):
    for version in ({}, {"Sync-Version": "0"}, {"Sync-Version": "2"}):
        answer = ada.phone.post("/api/sync", ada.phone.request()[0], version)
        assert problem_of(answer) == (426, "/problems/old_app")


def test_phones_that_sync_at_the_same_moment_lose_nothing_and_step_over_nothing(app, ada):
    phones = [ada.another_phone() for _ in range(3)]
    reader = ada.another_phone()

    def push(phone):
        for n in range(12):
            phone.write("note", uuid4(), {"day": DAY, "text": f"{n}"})
            phone.syncs()

    def read(_):
        for _ in range(30):
            reader.syncs()

    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(push, phone) for phone in phones] + [threads.submit(read, None)]
        for one in done:
            one.result(60)
    reader.syncs()
    assert len(reader.records) == 36
    for phone in phones:
        phone.syncs()
        assert phone.records == reader.records
