"""What was found, in sentences a person can act on."""

from collections.abc import Iterator, Mapping, Sequence

from server.b12.vocabulary import symptoms
from server.exchange.backup import Backup, Damage
from server.exchange.columns import listed
from server.exchange.dates import Order
from server.exchange.findings import (
    EMPTY,
    NO_DAY,
    REPEATED,
    UNMAPPED,
    UNREADABLE,
    Findings,
    Trouble,
    Used,
)
from server.exchange.mapping import Dose, Rating
from server.exchange.scale import TOLV, Scale, plain
from server.exchange.sheet import CUT, TOO_WIDE
from server.i18n import day_range, ngettext, number
from server.i18n import gettext as _

SHOWN, LONGEST_SHOWN = 20, 40


def lines_of(findings: Findings) -> Iterator[str]:
    """Yield what was found in a table, line by line: how it is written, what each column became, what was left out."""
    yield from _writing(findings)
    yield ""
    for used in findings.used:
        yield from _used(used)
    yield from _not_used(findings)
    if findings.used:
        yield ""
        yield from _rows(findings)
        yield from _troubles(findings.troubles)


def lines_of_backup(found: Backup) -> Iterator[str]:
    """Yield what was found in a backup, each damaged record by its number."""
    yield _(
        "Backup of Tolv. Records: %(read)s read, %(used)s used, %(repeated)s repeated, %(damaged)s damaged.",
        read=found.read,
        used=len(found.kepts),
        repeated=found.repeated,
        damaged=len(found.damages),
    )
    if found.cut:
        yield _("The file ends too early: more records may be missing.")
    for damage in found.damages[:SHOWN]:
        yield "    " + _damage(damage)
    if len(found.damages) > SHOWN:
        yield "   " + _and_more(len(found.damages) - SHOWN) + "."


def _damage(damage: Damage) -> str:
    if damage.field:
        return _(
            "Record %(number)s (%(kind)s): “%(field)s” is missing or not allowed. The record was left out.",
            number=damage.number,
            kind=_shown(damage.kind),
            field=_shown(damage.field),
        )
    return _("Record %(number)s cannot be read. It was left out.", number=damage.number)


def _shown(text: str) -> str:
    """Text of a stranger's file, made fit for one line of a terminal."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_SHOWN])
    return line + ("…" if len(text) > LONGEST_SHOWN else "")


def _writing(findings: Findings) -> Iterator[str]:
    yield _("Letters: %(encoding)s.", encoding=findings.encoding)
    yield _("Between the cells: %(delimiter)s.", delimiter=_delimiters()[findings.delimiter])
    yield _("Decimals: %(mark)s.", mark=_marks()[findings.mark])
    yield _("Days: column “%(column)s”.", column=findings.date) + " " + order_in_words(findings.order)
    if findings.time:
        yield _("Times: column “%(column)s”.", column=findings.time)
    if findings.long:
        yield _("Each row is one rating; rows of the same day and time were put together.")


def _delimiters() -> dict[str, str]:
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": "|"}


def _marks() -> dict[str, str]:
    return {"": _("none, all numbers are whole"), ",": _("comma"), ".": _("point")}


def order_in_words(order: Order) -> str:
    """Say in which order the days were read and how that is known."""
    read = {"dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day")}[
        order.order
    ]
    match order.why:
        case "stated":
            return _("They are read as %(order)s, as you said.", order=read)
        case "proven":
            return _(
                "They are read as %(order)s: “%(cell)s” in row %(row)s cannot be anything else.",
                order=read,
                cell=order.example,
                row=order.row,
            )
        case "language":
            return _(
                "They could be read both ways (row %(row)s: “%(cell)s”). Because of the language you chose they "
                "are read as %(order)s. If that is wrong, add --date-order mdy.",
                order=read,
                cell=order.example,
                row=order.row,
            )
    return _("They can be read in one way only.")


def _used(used: Used) -> Iterator[str]:
    target, column = used.target, used.column
    if isinstance(target, Rating):
        yield _own_rating(used) if used.own else _rating(used, _(symptoms()[target.key].label))
        if target.scale != TOLV:
            yield "    " + scale_in_words(target.scale)
    elif isinstance(target, Dose):
        yield from _doses(used, target)
    else:
        yield ngettext(
            "“%(column)s” is used as notes: %(num)s filled cell.",
            "“%(column)s” is used as notes: %(num)s filled cells.",
            used.count,
            column=column,
        )


def _rating(used: Used, label: str) -> str:
    return ngettext(
        "“%(column)s” is used as “%(symptom)s”: %(num)s rating.",
        "“%(column)s” is used as “%(symptom)s”: %(num)s ratings.",
        used.count,
        column=used.column,
        symptom=label,
    )


def _own_rating(used: Used) -> str:
    return ngettext(
        "“%(column)s” is used as the patient's own symptom “%(symptom)s”: %(num)s rating.",
        "“%(column)s” is used as the patient's own symptom “%(symptom)s”: %(num)s ratings.",
        used.count,
        column=used.column,
        symptom=used.column,
    )


def _doses(used: Used, dose: Dose) -> Iterator[str]:
    yield ngettext(
        "“%(column)s” is used as doses (%(dose)s): %(num)s dose. Every filled cell is one dose, whatever it says.",
        "“%(column)s” is used as doses (%(dose)s): %(num)s doses. Every filled cell is one dose, whatever it says.",
        used.count,
        column=used.column,
        dose=dose_in_words(dose),
    )
    if used.negations:
        yield "    " + ngettext(
            "Look here: %(num)s of these cells says “0” or “no”. Empty it in the file if no dose was taken.",
            "Look here: %(num)s of these cells say “0” or “no”. Empty them in the file if no dose was taken.",
            used.negations,
        )


def dose_in_words(dose: Dose) -> str:
    """Name form, substance and strength of a dose."""
    form = {"injection": _("Injection"), "tablet": _("Tablet")}[dose.form]
    substance = {
        "hydroxocobalamin": _("hydroxocobalamin"),
        "cyanocobalamin": _("cyanocobalamin"),
        "mecobalamin": _("mecobalamin"),
        "unknown": _("not known"),
    }[dose.substance]
    strength = f" {number(dose.micrograms)} µg" if dose.micrograms else ""
    return f"{form}, {substance}{strength}"


def scale_in_words(scale: Scale) -> str:
    """Say how a scale was carried over to 0-10, step by step."""
    steps = ", ".join(f"{plain(value)}→{rating}" for value, rating in scale.steps())
    return _("%(scale)s was carried over to 0-10: %(steps)s.", scale=scale, steps=steps)


def _not_used(findings: Findings) -> Iterator[str]:
    if findings.unused:
        yield _("Not used: %(columns)s.", columns=listed(findings.unused))
    for column, key in findings.proposed.items():
        yield "    " + _(
            "“%(column)s” is named like a symptom, but its scale is not certain. "
            'To use it: --map "%(column)s=%(key)s:0-10", with the scale it really has.',
            column=column,
            key=key,
        )


def _rows(findings: Findings) -> Iterator[str]:
    left_out = sum(map(len, findings.left_out.values()))
    yield _(
        "Rows: %(rows)s read, %(used)s used, %(left_out)s left out.",
        rows=findings.rows,
        used=findings.rows_used,
        left_out=left_out,
    )
    for why, rows in findings.left_out.items():
        yield f"    {_whys()[why]} {_row_numbers(rows)}"
    if findings.first and findings.last:
        yield _("Days: %(range)s.", range=day_range(findings.first, findings.last))
    yield from _made(findings.made)


def _made(made: Mapping[str, int]) -> Iterator[str]:
    if made.get("checkin"):
        yield ngettext("%(num)s check-in", "%(num)s check-ins", made["checkin"])
    if made.get("dose"):
        yield ngettext("%(num)s dose", "%(num)s doses", made["dose"])
    if made.get("note"):
        yield ngettext("%(num)s note", "%(num)s notes", made["note"])


def _whys() -> dict[str, str]:
    return {
        EMPTY: _("Empty:"),
        CUT: _("Cut off or with a quotation mark that is never closed:"),
        TOO_WIDE: _("More cells than the heading, so nobody can tell which belongs where:"),
        NO_DAY: _("Without a day that can be read:"),
        REPEATED: _("The same again, word for word and at the same time:"),
        UNREADABLE: _("None of the ratings can be read:"),
        UNMAPPED: _("Nothing in a column that is used:"),
    }


def _row_numbers(rows: Sequence[int]) -> str:
    shown, more = ", ".join(map(str, rows[:SHOWN])), len(rows) - SHOWN
    text = ngettext("row %(rows)s", "rows %(rows)s", len(rows), rows=shown)
    return text + (_and_more(more) if more > 0 else "") + "."


def _and_more(more: int) -> str:
    return " " + ngettext("and %(num)s more", "and %(num)s more", more)


def _troubles(troubles: Sequence[Trouble]) -> Iterator[str]:
    if not troubles:
        yield _("Every cell could be read.")
        return
    yield ngettext("%(num)s cell could not be read:", "%(num)s cells could not be read:", len(troubles))
    for trouble in troubles[:SHOWN]:
        yield "    " + trouble_in_words(trouble)
    if len(troubles) > SHOWN:
        yield "   " + _and_more(len(troubles) - SHOWN) + "."


def trouble_in_words(trouble: Trouble) -> str:
    """Name the row and the column and say what is wrong with the cell."""
    place = {"row": trouble.row, "column": trouble.column, "cell": _shown(trouble.cell)}
    match trouble.why:
        case "not-a-day":
            return _("Row %(row)s, “%(column)s”: “%(cell)s” is not a day of the calendar.", **place)
        case "not-a-time":
            return _("Row %(row)s, “%(column)s”: “%(cell)s” is not a time of day.", **place)
        case "off-scale":
            return _("Row %(row)s, “%(column)s”: %(cell)s is outside the scale.", **place)
        case "shortened":
            return _("Row %(row)s: the note is longer than 2000 characters; the rest was left out.", **place)
    return _("Row %(row)s, “%(column)s”: “%(cell)s” is not a number.", **place)
