"""How Karen's symptoms go up and down: numbers that look like a diary. A story, not a model of the illness."""

from dataclasses import dataclass
from functools import cache

from server.demo.story import DIPS, TABLETS, TOLD_FOR, injection_days, rng


@dataclass(frozen=True)
class Course:
    """
    start, floor: level before treatment, and what it comes down to
    days:         time for a third of the way: weeks for the mouth, most of a year for nerves
    returns:      how far it rises when an injection is long ago
    """

    start: float
    floor: float
    days: float
    returns: float = 0.0


COURSES = {
    "fatigue": Course(7.4, 2.2, 80, 3.6),
    "breathless": Course(4.8, 0.7, 40),
    "dizzy": Course(4.6, 0.9, 60),
    "palpitations": Course(3.0, 0.5, 45),
    "paresthesia": Course(7.0, 2.0, 210, 3.8),
    "numbness": Course(6.2, 2.7, 290),
    "nerve_pain": Course(4.2, 1.3, 240),
    "balance": Course(5.6, 1.6, 220, 3.2),
    "weakness": Course(5.2, 1.6, 150),
    "memory": Course(5.6, 1.9, 170),
    "low_mood": Course(4.2, 1.5, 110),
    "mouth_tongue": Course(5.4, 0.3, 35),
    "nausea": Course(2.6, 0.4, 40),
    "interference": Course(7.2, 1.8, 120, 1.5),
    "overall": Course(7.4, 2.2, 130, 1.5),
}
SPREAD, LASTING = 1.05, 0.62
RISES_FROM, RISES_FOR = 34, 38
LONGEST = 10 * TOLD_FOR


def rating(symptom: str, day: int) -> int:
    """Return her rating of one day, 0-10."""
    return _whole(_felt(symptom, day))


def weekly_rating(symptom: str, day: int) -> int:
    """Return her rating of the seven days ending on this one: what is remembered is a little worse than it was."""
    week = [_felt(symptom, d) for d in range(max(day - 6, 0), day + 1)]
    mean = sum(week) / len(week)
    return _whole(mean + 0.1 * min(mean, 3) + rng(f"recall {symptom}", day).gauss(0, 0.3))


def _felt(symptom: str, day: int) -> float:
    level = _level(symptom, day)
    # What is hardly there does not go up and down much either.
    return level + _mood_of_the_day(symptom)[day] * min(1, 0.25 + level / 4)


def _whole(value: float) -> int:
    return min(max(round(value), 0), 10)


def _level(symptom: str, day: int) -> float:
    course = COURSES[symptom]
    treated = max(day - 9, 0)
    base = course.floor + (course.start - course.floor) * 2.0 ** (-treated / course.days)
    worse = sum(much for first, last, much in DIPS if first <= day <= last)
    return base + course.returns * _return(day) + worse * (0.4 + course.floor / 5)


def _return(day: int) -> float:
    """0 soon after an injection, 1 long after it; in between while she takes tablets."""
    if day in TABLETS:
        return 0.45
    before = [d for d in _injections() if d <= day]
    since = day - before[-1] if len(before) > 4 else 0
    way = min(max((since - RISES_FROM) / RISES_FOR, 0.0), 1.0)
    return way * way * (3 - 2 * way)


@cache
def _injections() -> list[int]:
    return injection_days(LONGEST)


@cache
def _mood_of_the_day(symptom: str) -> list[float]:
    """Noise that lasts from day to day, half of it the same in all symptoms: a bad day is bad all over."""
    return [(a + b) / 1.4142 for a, b in zip(_wander("all"), _wander(symptom), strict=True)]


@cache
def _wander(name: str) -> list[float]:
    chance, here, walk = rng(f"wander {name}", 0), 0.0, []
    for _day in range(LONGEST):
        here = LASTING * here + chance.gauss(0, SPREAD * (1 - LASTING**2) ** 0.5)
        walk.append(here)
    return walk
