"""The treatment actually taken, preparation by preparation, beside what was prescribed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from server.b12.trend import spread
from server.report.model import Course, Interval, Phase, Treatment
from server.treatment.reading import INJECTION, TABLET, Dose, PlanPhase


def treatment_of(doses: Sequence[Dose], plan: Sequence[PlanPhase], first: date, last: date) -> Treatment:
    """Return what was taken and prescribed from first to last.

    doses, plan: all of the diary, in the order of their days
    """
    until = [dose for dose in doses if dose.day <= last]
    inside = [dose for dose in until if dose.day >= first]
    injected = [dose.day for dose in until if dose.form == INJECTION]
    return Treatment(
        courses=_courses(until, first),
        phases=_phases(plan, first, last),
        injection_days=_days(dose for dose in inside if dose.form == INJECTION),
        tablet_days=_days(dose for dose in inside if dose.form == TABLET),
        last_injection=injected[-1] if injected else None,
        days_since_injection=(last - injected[-1]).days if injected else None,
    )


def _days(doses) -> tuple[date, ...]:
    return tuple(sorted({dose.day for dose in doses}))


def _courses(until: Sequence[Dose], first: date) -> tuple[Course, ...]:
    by_preparation = defaultdict(list)
    for dose in until:
        by_preparation[dose.form, dose.substance, dose.micrograms].append(dose)
    found = (_course(doses, first) for doses in by_preparation.values() if doses[-1].day >= first)
    return tuple(sorted(found, key=lambda course: (course.form, course.first, course.substance)))


def _course(doses: Sequence[Dose], first: date) -> Course:
    inside = [dose for dose in doses if dose.day >= first]
    days = _days(inside)
    one = inside[0]
    return Course(
        form=one.form,
        substance=one.substance,
        micrograms=one.micrograms,
        count=sum(dose.count for dose in inside),
        first=days[0],
        last=days[-1],
        days_taken=len(days),
        days_spanned=(days[-1] - days[0]).days + 1,
        interval=_interval(_days(doses), first) if one.form == INJECTION else None,
    )


def _interval(days: Sequence[date], first: date) -> Interval | None:
    """Between neighbouring days; an interval counts when it ends inside the period, wherever it began."""
    lengths = [(later - earlier).days for earlier, later in pairwise(days) if later >= first]
    if not lengths:
        return None
    return Interval(spread(lengths).median, min(lengths), max(lengths), len(lengths))


def _phases(plan: Sequence[PlanPhase], first: date, last: date) -> tuple[Phase, ...]:
    """For each form its last phase from before the period, then those that began inside it."""
    before = {phase.form: phase for phase in plan if phase.day < first}
    inside = [phase for phase in plan if first <= phase.day <= last]
    earlier = sorted(before.values(), key=lambda phase: phase.day)
    return tuple(_phase(phase) for phase in (*earlier, *inside))


def _phase(phase: PlanPhase) -> Phase:
    return Phase(
        phase.day, phase.form, phase.substance, phase.micrograms, phase.every, phase.unit, phase.reason
    )
