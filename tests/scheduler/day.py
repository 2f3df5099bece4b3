"""Small problems that the scheduler's tests are told with."""

from scheduler import Meeting, Person, Place, Placement, Problem, Slot


def slots(*sizes: int) -> tuple[Slot, ...]:
    """Sessions of so many slots of 20 minutes, an hour between sessions; ids `a1`, `a2`, `b1` …"""
    made = []
    start = 0
    for name, size in zip("abcdef", sizes, strict=False):
        for number in range(size):
            made.append(Slot(id=f"{name}{number + 1}", session=name, start=start, end=start + 20))
            start += 20
        start += 60
    return tuple(made)


def person(identifier: str, times: tuple[Slot, ...], **traits: object) -> Person:
    """Somebody available in all these slots."""
    return Person(id=identifier, slots=frozenset(slot.id for slot in times), **traits)


def meeting(identifier: str, first: str, second: str, **traits: object) -> Meeting:
    """A meeting of two people."""
    return Meeting(id=identifier, sides=((first,), (second,)), **traits)


def held(identifier: str, slot: str, place: str, *people: str, helper: str | None = None) -> Placement:
    """A placement."""
    return Placement(meeting=identifier, slot=slot, place=place, people=people, helper=helper)


def day(**changes: object) -> Problem:
    """Anna and Bob may meet Yann and Zoé in three slots at two tables; each meeting scores 10."""
    times = slots(3)
    parts: dict[str, object] = {
        "slots": times,
        "people": tuple(person(name, times) for name in ("anna", "bob", "yann", "zoe")),
        "places": (Place(id="t1"), Place(id="t2")),
        "meetings": tuple(
            meeting(f"{first[0]}{second[0]}", first, second, score=10)
            for first in ("anna", "bob")
            for second in ("yann", "zoe")
        ),
    }
    return Problem(**(parts | changes))
