"""Ada, Ben and their phones: what a phone does, in Python, over the same HTTP as the real ones.

A phone keeps the rules of the protocol: one stamp a save, an acknowledgement counts only for what was sent, what the
server refuses is parked, and a new epoch makes it send everything again.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from apiflask import APIFlask
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import clock
from server.records.merge import Fields, merge
from server.records.wire import fields_of, writes_of

SITE = "https://localhost"
MARK = {"X-Tolv": "1"}
LAST_COUNT = 0xFFFF


def instant_of(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)


def server_millis() -> int:
    return round(clock.now().timestamp() * 1000)


@dataclass
class Ticks:
    """A phone's hybrid clock: later than everything it made or saw, whatever its wall clock does."""

    device: str
    wall: Callable[[], int] = server_millis
    offset: int = 0
    last: tuple[int, int] = (0, 0)

    def tick(self) -> str:
        millis, count = self.last
        now = self.wall() + self.offset
        if now > millis:
            self.last = (now, 0)
        else:
            self.last = (millis, count + 1) if count < LAST_COUNT else (millis + 1, 0)
        return f"{self.last[0]:012x}-{self.last[1]:04x}-{self.device}"

    def saw(self, stamp: str) -> None:
        millis, count, _ = stamp.split("-")
        self.last = max(self.last, (int(millis, 16), int(count, 16)))

    def heard(self, now: str) -> None:
        self.offset = round(datetime.fromisoformat(now).timestamp() * 1000) - self.wall()


@dataclass
class Phone:
    """One phone of a person, with its diary, its outbox, and its way to the server."""

    client: FlaskClient
    account: UUID
    device: UUID = field(default_factory=uuid4)
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    kinds: dict[UUID, str] = field(default_factory=dict)
    records: dict[UUID, Fields] = field(default_factory=dict)
    outbox: dict[UUID, str] = field(default_factory=dict)
    parked: dict[UUID, dict[str, str]] = field(default_factory=dict)
    epoch: str | None = None
    cursor: int = 0

    def __post_init__(self) -> None:
        self.ticks = Ticks(self.device.hex[:8])

    # its way to the server

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, base_url=SITE, **more)

    def post(self, path: str, json: Any, headers: dict[str, str] | None = None) -> TestResponse:
        return self.client.post(path, base_url=SITE, json=json, headers={**MARK, **(headers or {})})

    def post_sync(self, request: dict[str, Any]) -> TestResponse:
        return self.post("/api/sync", request, {"Sync-Version": "1"})

    def open_account(self) -> None:
        proof = self.sign(f"tolv-account {self.account} {self.device}")
        ids = {"account": str(self.account), "device": str(self.device)}
        answer = self.post("/api/accounts", {**ids, "public_key": self.public_key(), "proof": proof})
        assert answer.status_code == 201, answer.text

    def join(self) -> None:
        answer = self.post("/api/devices", {"device": str(self.device), "public_key": self.public_key()})
        assert answer.status_code == 201, answer.text

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self.key.sign(text.encode(), ECDSA(SHA256())))
        return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def public_key(self) -> str:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64url(point)

    # what the person does

    def write(self, kind: str, id_: UUID, values: dict[str, Any]) -> UUID:
        """Save these values in one go: they share a stamp, and the record waits to be sent."""
        stamp = self.ticks.tick()
        written = {name: (value, stamp) for name, value in values.items()}
        self.kinds[id_] = kind
        self.records[id_] = merge(self.records.get(id_, {}), written)
        self.outbox[id_] = stamp
        self.parked.pop(id_, None)
        return id_

    def logs(self, day: str, note: str | None = None, **ratings: int) -> UUID:
        """Fill the main check-in of a day."""
        rated = {f"ratings.{symptom}": severity for symptom, severity in ratings.items()}
        more = {} if note is None else {"note": note}
        return self.write("checkin", self.day_id("checkin", day), {"day": day, **rated, **more})

    def removes(self, id_: UUID) -> None:
        self.write(self.kinds[id_], id_, {"deleted": True})

    def restores(self, id_: UUID) -> None:
        self.write(self.kinds[id_], id_, {"deleted": False})

    def sees(self, id_: UUID, name: str) -> Any:
        return self.records[id_][name][0]

    def day_id(self, kind: str, day: str) -> UUID:
        return uuid5(self.account, f"{kind} {day}")

    # sync

    def request(self, most: int = 200) -> tuple[dict[str, Any], dict[UUID, str]]:
        """Return what to send now, and which outbox rows that settles."""
        sent = {id_: stamp for id_, stamp in sorted(self.outbox.items()) if id_ not in self.parked}
        sent = dict(list(sent.items())[:most])
        changes = [self.wire(id_) for id_ in sent]
        at = {"device": str(self.device), "epoch": self.epoch, "cursor": self.cursor}
        return {**at, "changes": changes}, sent

    def wire(self, id_: UUID) -> dict[str, Any]:
        return {"id": str(id_), "kind": self.kinds[id_], "writes": writes_of(self.records[id_])}

    def receive(self, answer: dict[str, Any], sent: dict[UUID, str]) -> bool:
        """Take an answer in; return whether to ask again at once."""
        if self.epoch not in (None, answer["epoch"]):
            self.start_over(answer["epoch"])
            return True
        for result in answer["results"]:
            self.settle(UUID(result["id"]), sent, result.get("error"))
        for record in answer["records"]:
            self.keep(record)
        self.ticks.heard(answer["now"])
        self.epoch, self.cursor = answer["epoch"], answer["cursor"]
        return answer["more"] or bool(self.outbox.keys() - self.parked.keys())

    def settle(self, id_: UUID, sent: dict[UUID, str], error: dict[str, str] | None) -> None:
        if self.outbox.get(id_) != sent.get(id_):
            return  # edited on the way: it waits for the next request
        if error:
            self.parked[id_] = error
        else:
            self.outbox.pop(id_, None)

    def keep(self, record: dict[str, Any]) -> None:
        id_, fields = UUID(record["id"]), fields_of(record["writes"])
        for _, stamp in fields.values():
            self.ticks.saw(stamp)
        self.kinds[id_] = record["kind"]
        self.records[id_] = merge(self.records.get(id_, {}), fields)

    def start_over(self, epoch: str) -> None:
        for id_, fields in self.records.items():
            self.outbox.setdefault(id_, max(stamp for _, stamp in fields.values()))
        self.epoch, self.cursor = epoch, 0

    def syncs(self, most: int = 200) -> None:
        """Go on until nothing is left to send or to fetch."""
        for _ in range(100):
            request, sent = self.request(most)
            answer = self.post_sync(request)
            assert answer.status_code == 200, answer.text
            if not self.receive(answer.get_json(), sent):
                return
        raise AssertionError("sync does not come to rest")


class Person:
    """Somebody with a diary; `phone` is the first of their phones."""

    def __init__(self, app: APIFlask, name: str) -> None:
        self.app, self.name = app, name
        self.phone = Phone(app.test_client(), uuid4())

    @property
    def account(self) -> UUID:
        return self.phone.account

    def open_account(self) -> "Person":
        """Switch the safe copy on."""
        self.phone.open_account()
        return self

    def another_phone(self) -> Phone:
        """Return a further phone, still empty, that keeps the same safe copy."""
        client = self.app.test_client()
        cookie = self.phone.client.get_cookie("__Host-tolv")
        assert cookie
        client.set_cookie("__Host-tolv", cookie.value, secure=True)
        phone = Phone(client, self.account)
        phone.join()
        return phone

    def logs(self, day: str, note: str | None = None, **ratings: int) -> UUID:
        return self.phone.logs(day, note, **ratings)

    def syncs(self) -> None:
        self.phone.syncs()


def base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
