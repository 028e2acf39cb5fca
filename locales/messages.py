"""The one catalogue of server and phone: collect the words, bring the languages up to date, compile them.

python -m locales.messages update     collect every word into messages.pot and the four messages.po
python -m locales.messages compile    write the .mo files for the server and build/catalogs/*.json for the phone
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from locales import extract, phone

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
CATALOGS = ROOT / phone.CATALOGS
LANGUAGES = ("da", "nb", "nl", "en")

READ = [
    ("server/**.py", "python"),
    ("server/templates/**.html", "jinja2"),
    ("server/b12/data/symptoms.toml", extract.toml),
    ("pwa/**.js", extract.javascript),
    ("pwa/**.jsx", extract.javascript),
    ("manifest.json", extract.manifest),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def collect() -> Catalog:
    """Return every word that a person can meet, with the files it stands in."""
    template = _empty()
    found = extract_from_dir(
        ROOT,
        method_map=[(pattern, method) for pattern, method in READ],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        directory_filter=lambda folder: (
            Path(folder).name not in {"node_modules", "build", "__pycache__", "migrations"}
        ),
    )
    for name, _line, words, comments, context in found:
        template.add(words, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def update() -> None:
    """Write messages.pot and bring the four languages up to date; English says what the code says."""
    template = collect()
    _write(LOCALES / "messages.pot", template)
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if language == "en":
            _repeat_the_words(catalog)
        _write(path_of(language), catalog)
        print(f"{language}: {len(catalog)} sentences, {len(missing(catalog))} missing")


def compile_all() -> None:
    """Write what runs: a .mo file beside each .po, and for the phone its parts of the languages and of the data."""
    CATALOGS.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        catalog = read(language)
        with path_of(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        if language != "en":
            first, rest = phone.parts(catalog, language)
            _save_json(f"first.{language}.json", first)
            _save_json(f"rest.{language}.json", rest)
    for name, data in phone.DATA_FILES.items():
        _save_json(name, data())


def missing(catalog: Catalog) -> list[str]:
    """Return the English of every sentence that has no finished translation."""
    return [str(m.id) for m in catalog if m.id and (m.fuzzy or not _complete(m.string))]


def read(language: str) -> Catalog:
    """Return the language's catalogue; an empty one where there is none yet."""
    path = path_of(language)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    """Return where the language's sentences stand."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def _empty(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        header_comment="# The words of Tolv, for the server and for the phone.",
        project="Tolv",
        version="1",
        copyright_holder="the Tolv developers",
        last_translator="the Tolv developers",
        language_team="the Tolv developers",
        fuzzy=False,
    )


def _repeat_the_words(catalog: Catalog) -> None:
    for message in catalog:
        if message.id:
            message.string = message.id


def _complete(string: str | tuple[str, ...]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


def _write(path: Path, catalog: Catalog) -> None:
    # No dates and no line numbers: a catalogue changes only where its words do.
    catalog.creation_date = catalog.revision_date = NO_DATE
    with path.open("wb") as file:
        write_po(file, catalog, width=110, include_lineno=False, sort_by_file=True)


def _save_json(name: str, data: dict) -> None:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (CATALOGS / name).write_text(text, "utf-8")


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
