"""What the phone gets of the languages and of the data files, as JSON for its build.

Each language comes in two parts: the words of the first screen, and the rest once another screen is opened.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from locales import first_screen

CATALOGS = "build/catalogs"
DATA = Path(__file__).resolve().parent.parent / "server" / "b12" / "data"
OF_THE_SCREENS, OF_THE_DATA = "pwa/", "server/b12/data/"


def parts(catalog: Catalog, language: str) -> tuple[dict, dict]:
    """Return the words of the first screen and the rest of the phone's; a word of both is with the first.

    Each is {"plural": [CLDR category of each plural form], "messages": {English: translation or list of plurals}}.
    """
    files = first_screen.files()
    named = set(_named(files))
    first: dict[str, str | list[str]] = {}
    rest: dict[str, str | list[str]] = {}
    for message in filter(_is_on_the_phone, catalog):
        is_first = message.id in named or any(name in files for name, _line in message.locations)
        (first if is_first else rest)[key(message)] = _translated(message)
    plural = plural_categories(language)
    return {"plural": plural, "messages": first}, {"plural": plural, "messages": rest}


def plural_categories(language: str) -> list[str]:
    """Return the CLDR category that each gettext plural form stands for, e.g. ["one", "other"]."""
    forms = get_plural(language)
    if forms.plural_expr != "(n != 1)":
        raise ValueError(f"{language} needs a plural rule that nobody has written yet: {forms.plural_expr}")
    category = Locale.parse(language).plural_form
    return [category(1), category(2)]


def vocabulary() -> dict:
    """Return what the phone must know of each symptom from the start."""
    return {"symptoms": [_only(s, "key", "tier", "label") for s in _entries("symptom")]}


def preparations() -> list[dict]:
    """Return what a patient may choose from when writing down a dose or a plan."""
    return [_only(p, "form", "substance", "strength_micrograms") for p in _entries("preparation")]


def explanations() -> dict[str, str]:
    """Return what the weekly form says below a symptom, by the symptom's key."""
    return {
        s["key"]: s["explanation"] for s in _entries("symptom") if s["tier"] == "core" and "explanation" in s
    }


def key(message: Message) -> str:
    """Return what the phone looks a message up by: its English singular, after its context if it has one."""
    one = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}\x04{one}" if message.context else one


DATA_FILES = {
    "vocabulary.json": vocabulary,
    "explanations.json": explanations,
    "preparations.json": preparations,
}


def _named(files: set[str]) -> Iterator[str]:
    """Yield the words in those data files that are among these files: any symptom may be followed from day to day."""
    for name, data in DATA_FILES.items():
        if f"{CATALOGS}/{name}" in files:
            yield from _texts(data())


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _texts(item)


def _entries(kind: str) -> list[dict]:
    return tomllib.loads((DATA / f"{kind}s.toml").read_text("utf-8"))[kind]


def _is_on_the_phone(message: Message) -> bool:
    return any(name.startswith((OF_THE_SCREENS, OF_THE_DATA)) for name, _line in message.locations)


def _translated(message: Message) -> str | list[str]:
    return message.string if isinstance(message.string, str) else list(message.string)


def _only(entry: dict, *names: str) -> dict:
    return {name: entry[name] for name in names if name in entry}
