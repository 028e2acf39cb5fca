"""The few shapes that charts are made of, as SVG text. Words stay words; everything from outside is escaped.

Colours stand in the text as attributes, for paper; a page that has a dark side overrules them by class.
"""

from collections.abc import Sequence
from html import escape

Place = tuple[float, float]

# Rough width of a letter of the fonts used, in parts of their size: enough to keep words from meeting.
LETTER = 0.5

PAPER = {
    "band": 'fill="#153f8a" fill-opacity=".15"',
    "line": 'fill="none" stroke="#153f8a" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"',
    "spark": 'fill="none" stroke="#153f8a" stroke-width="1.1" stroke-linejoin="round" stroke-linecap="round"',
    "dot": 'fill="#153f8a"',
    "day": 'fill="none" stroke="#77736a" stroke-width="2.4" stroke-linecap="round"',
    "grain": 'fill="none" stroke="#77736a" stroke-width="1.7" stroke-linecap="round"',
    "form": 'fill="none" stroke="#45484d" stroke-width="1" stroke-dasharray="3 2.4"',
    "ring": 'fill="#ffffff" stroke="#45484d" stroke-width="1"',
    "dose": 'fill="none" stroke="#b8560f" stroke-width="2.2"',
    "bar": 'fill="#b8560f"',
    "rule": 'fill="none" stroke="#d9d4c8" stroke-width=".8"',
    "cut": 'fill="none" stroke="#77736a" stroke-width=".7" stroke-dasharray="1 3.4"',
    "plan": 'fill="none" stroke="#1c1d1f" stroke-width=".9"',
    "word": 'fill="#45484d"',
    "ink": 'fill="#1c1d1f"',
    "blue": 'fill="#153f8a" font-weight="600"',
    "orange": 'fill="#b8560f"',
}


def picture(name: str, width: float, height: float, size: float, title: str, told: str, body: str) -> str:
    """Return a whole picture with its title and description for those who do not see it.

    name: unique on the page; size: of its words, in the picture's own units
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="Source Sans 3" font-size="{size:g}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(told)}</desc>{body}</svg>'
    )


def decoration(width: float, height: float, body: str) -> str:
    """Return a picture that says nothing its neighbours do not say in words."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" aria-hidden="true">{body}</svg>'
    )


def text(x: float, y: float, words: str, look: str, anchor: str = "start") -> str:
    """Return words on a line at height y."""
    return (
        f'<text class="c-{look}" {PAPER[look]} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def path(look: str, shape: str) -> str:
    """Return a path; shape is its `d`."""
    return f'<path class="c-{look}" {PAPER[look]} d="{shape}"/>'


def line(look: str, places: Sequence[Place]) -> str:
    """Return a line through the places; nothing for fewer than two."""
    return path(look, "M" + _joined(places)) if len(places) > 1 else ""


def area(look: str, places: Sequence[Place]) -> str:
    """Return the closed shape with these corners."""
    return path(look, f"M{_joined(places)}Z")


def dot(look: str, place: Place, radius: float) -> str:
    """Return a small circle."""
    return f'<circle class="c-{look}" {PAPER[look]} cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{radius:g}"/>'


def specks(look: str, places: Sequence[Place]) -> str:
    """Return many dots as one path, each a line without length and with round ends; nothing for none."""
    return path(look, "".join([f"M{x:.1f} {y:.1f}h0" for x, y in places])) if places else ""


def width_of(words: str, size: float) -> float:
    """Return about how wide the words are."""
    return len(words) * size * LETTER


def _joined(places: Sequence[Place]) -> str:
    return "L".join([f"{x:.1f} {y:.1f}" for x, y in places])
