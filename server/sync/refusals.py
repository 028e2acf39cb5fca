"""Why a record cannot be kept: a stable word for programs, a field, and a sentence that repeats nothing sent."""

from server.i18n import gettext as _


def sentence(type: str) -> str:  # noqa: A002
    """Return what a person is told."""
    sentences: dict[str, str] = {
        "bad_character": _("There is a character in it that cannot be kept."),
        "bad_day": _("This is not a day of the calendar."),
        "bad_id": _("This entry has no usable id."),
        "bad_instant": _("This is not a moment in time with its time zone."),
        "bad_stamp": _("The clock of the phone gave a time that cannot be right."),
        "bad_time": _("This is not a time of day."),
        "bad_writes": _("This entry is not in the form that Tolv reads."),
        "bad_zone": _("This time zone is not known."),
        "empty": _("There is no text in it."),
        "kind_changed": _("An entry cannot become an entry of another kind."),
        "missing": _("Something without which the entry says nothing is missing."),
        "out_of_range": _("The number or day is outside of what can be entered."),
        "too_long": _("There is more in it than can be kept."),
        "unknown_choice": _("This is not one of the possible choices."),
        "unknown_field": _("This version of the server does not know this field."),
        "unknown_kind": _("This version of the server does not know this kind of entry."),
        "unknown_symptom": _("This version of the server does not know this symptom."),
        "wrong_type": _("This is not the kind of value that belongs here."),
    }
    return sentences[type]
