"""Words, days and numbers in the language of the person who reads them.

The words themselves are the English sentences in the code; `locales/` holds them in the other languages.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale, dates, numbers
from flask import Flask, has_app_context, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, gettext, ngettext, pgettext

__all__ = [
    "LANGUAGES", "choose", "day", "day_range", "gettext", "install", "language", "ngettext", "number",
    "parse_number", "pgettext", "speaking",
]  # fmt: skip

LANGUAGES = ("da", "nb", "nl", "en")
# Plain "en" writes days and times the American way.
_LOCALES = {"da": "da", "nb": "nb", "nl": "nl", "en": "en_GB"}
_ALSO = {"no": "nb", "nn": "nb"}
_HERE = Path(__file__).parent
_SPACES = "\u0020\u00a0\u202f"


def choose(tags: Iterable[str]) -> str:
    """Return the first of our languages among the tags a person prefers ("nn-NO", "da"), else English."""
    for tag in tags:
        primary = re.split("[-_.@]", tag.lower())[0]
        if (found := _ALSO.get(primary, primary)) in LANGUAGES:
            return found
    return "en"


def install(app: Flask) -> None:
    """Let this app, its templates included, speak the language each request asks for."""
    Babel(
        app,
        default_locale=_LOCALES["en"],
        default_translation_directories=str(_catalogues()),
        locale_selector=lambda: _LOCALES[_asked_for()],
    )


def language() -> str:
    """Return the language spoken right now, one of LANGUAGES."""
    return choose([str(_locale())])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside the block; works without a web request and without an app as well."""
    with ExitStack() as stack:
        if not has_app_context():
            stack.enter_context(_wordless_app().app_context())
        stack.enter_context(force_locale(_LOCALES[choose([language])]))
        yield


def day(d: date) -> str:
    """Return the day in words and figures: "1. marts 2026"."""
    return dates.format_date(d, "long", locale=_locale())


def day_range(a: date, b: date) -> str:
    """Return both days as one short range: "1.–30. maj 2026"."""
    return day(a) if a == b else dates.format_interval(a, b, "yMMMd", locale=_locale())


def number(x: float | Decimal, decimals: int = 1) -> str:
    """Return the number with the marks of the language; whole numbers (int) are written without decimals."""
    places = 0 if isinstance(x, int) else decimals
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return numbers.format_decimal(x, format=pattern, locale=_locale())


def parse_number(text: str) -> Decimal:
    """Return the number a person wrote with the marks of the language, and only those.

    "1.5" is refused in Danish, where a forgiving reader would make 15 of it: ten times the dose.
    Raises ValueError, without the text, if it is not such a number.
    """
    mark = re.escape(numbers.get_decimal_symbol(_locale()))
    group = numbers.get_group_symbol(_locale())
    groups = f"[{_SPACES}]" if group.strip() == "" else re.escape(group)
    if not re.fullmatch(rf"[-−]?([0-9]+|[0-9]{{1,3}}({groups}[0-9]{{3}})+)({mark}[0-9]+)?", text.strip()):
        raise ValueError("not a number in this language")
    plain = re.sub(groups, "", text.strip()).replace("−", "-")
    return Decimal(re.sub(mark, ".", plain))


def _asked_for() -> str:
    if not has_request_context():
        return "en"
    named = request.args.get("lang")
    return choose([named] if named else request.accept_languages.values())


def _locale() -> Locale:
    return get_locale() or Locale.parse(_LOCALES["en"])


def _catalogues() -> Path:
    """The catalogues lie inside the installed package, or beside it in a working copy."""
    packaged = _HERE / "locales"
    return packaged if packaged.is_dir() else _HERE.parent / "locales"


@cache
def _wordless_app() -> Flask:
    app = Flask("tolv")
    install(app)
    return app
