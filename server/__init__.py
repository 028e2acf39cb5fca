"""Tolv's server: keeps safe copies of diaries, and makes the report that a clinician reads.

Here is the one list of every feature.
"""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apiflask import APIBlueprint, APIFlask

    from server.settings import Settings

BODY_LIMIT = 256 * 1024  # bytes; a phone that has more to say says it in several requests

# Imports wait inside the functions: `tolv --help`, or a report from a file, need no web server and no database.


def create_app(settings: "Settings") -> "APIFlask":
    """Return the whole server, with its database and keys where the settings say."""
    from apiflask import APIFlask

    from server import db, doors, errors, i18n, pages
    from server.accounts import keys, sessions
    from server.vault import Vault

    app = APIFlask(
        __name__,
        title="Tolv",
        version=_version(),
        spec_path="/api/openapi.json",
        docs_path=None,
        json_errors=False,
        static_folder=None,
    )
    _configure(app, settings)
    database = db.Database(settings.database_url)
    db.migrate(database)
    db.attach(app, database)
    keys.attach(app, Vault(settings.master_key_file, settings.data))
    i18n.install(app)
    errors.install(app)
    for feature in _features(settings):
        app.register_blueprint(feature)
    pages.install(app, settings)
    doors.install(app, sessions.visitor_of)
    return app


def _features(settings: "Settings") -> "list[APIBlueprint]":
    from server.accounts.routes import bp as accounts
    from server.demo.routes import bp as demo
    from server.report.routes import bp as report
    from server.sync.routes import bp as sync

    return [accounts, sync, report, *([demo] if settings.demo else [])]


def _configure(app: "APIFlask", settings: "Settings") -> None:
    from server import doors, errors, i18n

    app.config.update(
        TOLV=settings,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        AUTO_SERVERS=False,
        **errors.IN_THE_SPEC,
        **doors.IN_THE_SPEC,
    )
    app.jinja_env.globals.update(language=i18n.language, page_nonce=doors.page_nonce)
    app.spec_processor(lambda spec: doors.described(app, errors.described(spec)))
    doors.open_to_anyone(app.view_functions["openapi.spec"])


def _version() -> str:
    try:
        return version("tolv")
    except PackageNotFoundError:
        return "0"
