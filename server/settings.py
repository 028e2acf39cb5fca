"""Where things live and what is switched on: read once at start, never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent


def packaged_or_built() -> Path:
    """The phone's files: inside an installed package, else where `./dev build` leaves them."""
    packaged = HERE / "_pwa"
    return packaged if packaged.is_dir() else HERE.parent / "build" / "pwa"


@dataclass(frozen=True)
class Settings:
    """
    data:          folder of the database; can be backed up without making anything readable
    keys:          folder of the master key; never inside `data`
    database_url:  empty for SQLite in `data`, else postgresql://…
    static:        the built phone app
    demo:          show an example patient
    statements:    let the report use words that judge (medical-device rules may apply)
    trusted_hosts: host names answered to; empty for any
    """

    data: Path
    keys: Path
    database_url: str = ""
    static: Path = field(default_factory=packaged_or_built)
    demo: bool = False
    statements: bool = False
    trusted_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data.absolute() / 'tolv.db'}")

    @property
    def master_key_file(self) -> Path:
        return self.keys / "master.key"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        home = Path(environ.get("HOME") or Path.home())
        data_home = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        return cls(
            data=Path(environ.get("TOLV_DATA") or data_home / "tolv"),
            keys=Path(environ.get("TOLV_KEYS") or config_home / "tolv" / "keys"),
            database_url=environ.get("TOLV_DATABASE_URL", ""),
            static=Path(environ.get("TOLV_STATIC") or packaged_or_built()),
            demo=environ.get("TOLV_DEMO") == "on",
            statements=environ.get("TOLV_STATEMENTS") == "on",
            trusted_hosts=tuple(environ.get("TOLV_TRUSTED_HOSTS", "").split()),
        )
