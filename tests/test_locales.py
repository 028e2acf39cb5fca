"""The words: complete in four languages, with the same holes to fill, and nothing on a screen that escapes them."""

import ast
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.checkers import checkers
from babel.messages.extract import DEFAULT_KEYWORDS

from locales import extract, first_screen, messages, phone

ROOT = Path(__file__).resolve().parent.parent
HOLES = re.compile(r"%\((\w+)\)[sd]|%%")
LANGUAGES = pytest.mark.parametrize("language", messages.LANGUAGES)


def strings_of(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids_of(message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@LANGUAGES
def test_every_sentence_is_translated(language):
    assert messages.missing(messages.read(language)) == []


@LANGUAGES
def test_catalogue_holds_exactly_the_words_of_the_code(language):
    in_code = {(m.context, m.id) for m in messages.collect() if m.id}
    in_catalogue = {(m.context, m.id) for m in messages.read(language) if m.id}
    assert in_code - in_catalogue == set(), "run ./dev messages and translate what is new"
    assert in_catalogue - in_code == set(), "run ./dev messages: these words are gone"


@LANGUAGES
def test_placeholders_match(language):
    for message in messages.read(language):
        if not message.id:
            continue
        wanted = {hole for text in ids_of(message) for hole in HOLES.findall(text)}
        for text in strings_of(message):
            found = set(HOLES.findall(text))
            # A singular may say "one" in words; everything else needs every hole.
            assert found == wanted or (len(ids_of(message)) > 1 and found <= wanted), (language, text)


@LANGUAGES
def test_gettext_finds_no_fault(language):
    catalog = messages.read(language)
    for message in catalog:
        if message.id:
            for check in checkers:
                check(catalog, message)


@LANGUAGES
def test_punctuation_follows_the_english(language):
    """A label stays a label and a sentence ends like one: a translation that lost its end shows here."""
    for message in messages.read(language):
        if message.id and message.context is None:
            for english, text in zip(ids_of(message), strings_of(message), strict=True):
                assert english.endswith((".", ":", "?", "…")) == text.endswith((".", ":", "?", "…")), (
                    english,
                    text,
                )


@pytest.mark.parametrize("path", sorted((ROOT / "pwa").rglob("*.jsx")), ids=lambda p: p.name)
def test_nothing_on_screen_escapes_translation(path):
    assert extract.unspoken(path.read_bytes(), path.name) == []


def test_words_in_templates_are_all_marked():
    for path in (ROOT / "server" / "templates").rglob("*.html"):
        text = re.sub(
            r"(?s)<style.*?</style>|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]+>|&\w+;",
            " ",
            path.read_text("utf-8"),
        )
        bare = [word for word in text.split() if any(map(str.isalpha, word)) and word != "Tolv"]
        assert bare == [], path.name


def test_the_extractor_loses_no_string_in_jsx():
    source = b"""
    // Translators: a hint
    const A = () => <p title={_('It\\'s one')}>Don't {_("you've / known")}
      {cond ? _(`plain`) : ngettext('%(num)s day', '%(num)s days', n)}
      {fn(_('in a call'), /'/g)} {pgettext('button', 'Save')} {_('a ' + 'b')}</p>;
    """
    keywords = set(DEFAULT_KEYWORDS) | {"_"}
    found = [
        words for _, _, words, _ in extract.javascript(io.BytesIO(source), keywords, ["Translators:"], {})
    ]
    plural = ("%(num)s day", "%(num)s days", None)
    assert found == ["It's one", "you've / known", "plain", plural, "in a call", ("button", "Save"), "a b"]
    assert extract.unspoken(source, "a.jsx") == ["a.jsx:3: Don't"]


@pytest.mark.parametrize("path", sorted((ROOT / "server").rglob("*.py")), ids=lambda p: p.name)
def test_no_words_hide_inside_an_f_string(path):
    """Extraction does not look there."""
    parts = (f for f in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(f, ast.JoinedStr))
    calls = (
        c for f in parts for c in ast.walk(f) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)
    )
    assert [c.lineno for c in calls if c.func.id in messages.KEYWORDS] == []


def test_the_extractor_refuses_a_file_it_cannot_read():
    with pytest.raises(SyntaxError):
        list(extract.javascript(io.BytesIO(b"const = ;"), {"_"}, [], {}))


def words_of(catalog, belongs: Callable[[str], bool]) -> set[str]:
    """The keys of the sentences that stand in a file that belongs."""
    return {phone.key(m) for m in catalog if m.id and any(belongs(name) for name, _ in m.locations)}


@LANGUAGES
def test_both_parts_together_are_the_words_of_the_phone_and_no_others(language):
    catalog = messages.read(language)
    first, rest = (part["messages"] for part in phone.parts(catalog, language))
    of_the_phone = words_of(catalog, lambda name: name.startswith(("pwa/", "server/b12/data/")))
    assert set(first) | set(rest) == of_the_phone
    assert not set(first) & set(rest)
    assert len(first) < len(rest), "the first visit is to stay small"


def test_first_part_has_every_sentence_of_the_first_screen():
    files = first_screen.files()
    assert {"pwa/app.jsx", "pwa/diary/today.jsx", "pwa/diary/help.jsx", "pwa/bars.jsx"} < files
    assert not {"pwa/screens.js", "pwa/diary/weekly.jsx", "pwa/more/more.jsx"} & files
    catalog = messages.read("da")
    first, rest = (part["messages"] for part in phone.parts(catalog, "da"))
    assert words_of(catalog, files.__contains__) <= set(first)
    assert words_of(catalog, {"pwa/diary/weekly.jsx"}.__contains__) & set(rest)


def test_first_part_names_every_symptom_and_leaves_what_explains_them():
    first, rest = (part["messages"] for part in phone.parts(messages.read("da"), "da"))
    assert {symptom["label"] for symptom in phone.vocabulary()["symptoms"]} <= set(first)
    assert set(phone.explanations().values()) <= set(rest)


def test_phone_can_tell_the_plural_forms_apart():
    assert [part["plural"] for part in phone.parts(messages.read("da"), "da")] == [["one", "other"]] * 2


def test_graph_follows_imports_and_exports_but_not_what_is_fetched_later(tmp_path, monkeypatch):
    monkeypatch.setattr(first_screen, "ROOT", tmp_path)
    sources = {
        "a.jsx": "import './b.js'; import x from 'preact'; import y from './y.json'; const c = () => import('./c.js');",
        "b.js": "export { d } from './in/d.js'; /** @type {import('./c.js').C} */ export const z = 1;",
        "in/d.js": "import '../a.jsx'; export * from './e.js';",
        "in/e.js": "",
        "c.js": "",
    }
    (tmp_path / "in").mkdir()
    for name, source in sources.items():
        (tmp_path / name).write_text(source)
    assert first_screen.files("a.jsx") == {"a.jsx", "b.js", "y.json", "in/d.js", "in/e.js"}
