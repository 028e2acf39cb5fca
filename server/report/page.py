"""The report as a page: works without script, in light and dark, on a phone, on a desk and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server.i18n import gettext, speaking
from server.report.model import Report
from server.report.tables import heads
from server.report.view import names, view_of

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from the page: the same report as a file, or another period. It is not printed."""

    href: str
    words: str
    is_current: bool = False


def page(report: Report, language: str, nonce: str = "", links: Sequence[Link] = ()) -> str:
    """Return the report as HTML that needs nothing else, in this language.

    nonce: lets the page's own style through the answer's policy; empty for a page that is a file
    """
    with speaking(language):
        return _template().render(
            view=view_of(report),
            names=names(),
            heads=heads(),
            language=language,
            nonce=nonce,
            links=links,
        )


@cache
def _template():
    # Its own environment, because a page is also made where there is no server.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    environment.globals["_"] = gettext
    return environment.get_template("report.html")
