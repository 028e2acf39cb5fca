"""What happens to Karen, in days since her diary began. Made up; it says nothing of what any treatment does."""

from dataclasses import dataclass
from random import Random

from server.i18n import gettext as _

TOLD_FOR = 730  # days from the beginning to the day the demo is first opened
SEED = "karen"

LOADING = (9, 12, 14, 16, 19)
TWELVE_WEEKLY = (96, 180, 255)
FIRST_EIGHT_WEEKLY = 388
EIGHT_WEEKS = 56
TABLETS = range(262, 385)
AWAY = (range(213, 223), range(583, 594))
# First day, last day, how much worse everything is: two infections and a hard fortnight.
DIPS = ((146, 156, 2.0), (436, 449, 1.0), (632, 639, 2.2))


@dataclass(frozen=True)
class Phase:
    """What was prescribed from a day on."""

    day: int
    preparation: str
    every: int
    unit: str
    reason: str = ""


def rng(what: str, day: int) -> Random:
    """Return chance for one thing on one day: the same however long the story goes on."""
    return Random(f"{SEED} {what} {day}")  # noqa: S311 (a story needs no secret)


def injection_days(until: int) -> list[int]:
    """Return the days of her injections up to and including `until`."""
    days = [*LOADING, *TWELVE_WEEKLY]
    due = FIRST_EIGHT_WEEKLY
    while due <= until:
        days.append(due)
        due += EIGHT_WEEKS + rng("nurse", due).choice((-1, 0, 0, 1, 1, 2))
    return [day for day in days if day <= until]


def phases() -> list[Phase]:
    """Return what she was prescribed, first to last."""
    ampoule, tablet = "hydroxocobalamin-injection", "cyanocobalamin-tablet"
    return [
        Phase(9, ampoule, 2, "day"),
        Phase(19, ampoule, 12, "week", _("After the first five injections")),
        Phase(262, tablet, 1, "day", _("Tablets tried instead of injections, for four months")),
        Phase(
            385,
            ampoule,
            8,
            "week",
            _("Back to injections, and closer together, after the visit in the clinic"),
        ),
    ]


def notes() -> dict[int, str]:
    """Return what she wrote beside her ratings, by day."""
    return {
        1: _("So tired that I lay down after lunch again."),
        9: _("First injection today. The nurse was kind."),
        27: _("Walked to the bakery and back without a rest."),
        58: _("The soreness of my tongue is nearly gone."),
        88: _("My feet prickle again in the evening."),
        104: _("Slept through the night."),
        149: _("In bed with a fever."),
        172: _("Had to hold on to the wall in the shower."),
        227: _("Home from two weeks at the sea."),
        301: _("Forgot the name of my neighbour, of all people."),
        352: _("Stumbled on the stairs, did not fall."),
        392: _("Glad to be back on injections."),
        441: _("Hard weeks at work."),
        497: _("Could feel the pedals of the bike under my feet."),
        563: _("A good day in the garden."),
        595: _("Holiday with the grandchildren, no diary."),
        611: _("Prickling in both feet this week, most in the evening."),
        634: _("Flu. Nothing tastes of anything."),
        660: _("Walked to the station without stopping."),
        697: _("Read a whole book again."),
        722: _("Legs heavy on the stairs, unsteady in the dark."),
    }


def questions() -> dict[int, str]:
    """Return what she wants to ask at the visit, by the day she wrote it down."""
    return {
        708: _("The week before each injection is the worst. Is that something others tell you too?"),
        716: _("Can I learn to give the injections myself?"),
        724: _("Which symptoms should make me call before the next visit?"),
    }
