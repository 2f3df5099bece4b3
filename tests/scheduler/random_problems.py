"""Random small problems in which every rule and goal has something to say."""

from hypothesis import strategies as st

from scheduler import Helper, Meeting, Person, Place, Presence, Problem, Slot


@st.composite
def problems(draw: st.DrawFn, *, tolerance: float = 0.0) -> Problem:
    """A problem of up to four slots, five people, two places and four meetings."""
    slots = _slots(draw)
    names = [f"p{number}" for number in range(draw(st.integers(3, 5)))]
    places = tuple(_place(draw, f"t{number}", slots) for number in range(draw(st.integers(1, 2))))
    people = tuple(_person(draw, name, slots, places) for name in names)
    helpers = tuple(_helper(draw, f"h{number}", slots) for number in range(draw(st.integers(0, 1))))
    meetings: list[Meeting] = []
    for number in range(draw(st.integers(1, 4))):
        meetings.append(_meeting(draw, f"m{number}", names, slots, places, bool(helpers), meetings))
    return Problem(
        slots=slots,
        people=people,
        places=places,
        meetings=tuple(meetings),
        helpers=helpers,
        forbidden=frozenset({(names[0], names[1])} if _seldom(draw) else ()),
        required_hard=_seldom(draw),
        pairs_meet_once=not _seldom(draw),
        score_tolerance=tolerance,
        fairness=draw(st.sampled_from((None, None, None, 0, 1))),
    )


def _seldom(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 4)) == 4


def _slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    """A session of two to four slots; sometimes another session beside it, with longer slots that overlap."""
    slots = [
        Slot(id=f"s{number}", session="a", start=20 * number, end=20 * number + 20)
        for number in range(draw(st.integers(2, 4)))
    ]
    if _seldom(draw):
        start = draw(st.sampled_from((10, 30, 100)))
        slots.append(Slot(id="long", session="b", start=start, end=start + 30))
    return tuple(slots)


def _some(draw: st.DrawFn, slots: tuple[Slot, ...]) -> frozenset[str]:
    """Most of the slots."""
    return frozenset(slot.id for slot in slots if draw(st.integers(0, 5)) > 0)


def _person(draw: st.DrawFn, name: str, slots: tuple[Slot, ...], places: tuple[Place, ...]) -> Person:
    guaranteed = draw(st.sampled_from((0, 0, 1, 2)))
    return Person(
        id=name,
        slots=_some(draw, slots),
        presence=draw(st.sampled_from((Presence.EITHER, Presence.EITHER, *Presence))),
        guaranteed=guaranteed,
        greatest=draw(st.sampled_from((None, None, None, guaranteed, guaranteed + 1))),
        rest_after=draw(st.sampled_from((None, None, None, 1, 2))),
        home_place=places[0].id if _seldom(draw) else None,
        access_needs=frozenset({"loop"} if _seldom(draw) else ()),
    )


def _place(draw: st.DrawFn, name: str, slots: tuple[Slot, ...]) -> Place:
    on_site = not _seldom(draw)
    return Place(
        id=name,
        slots=_some(draw, slots) if _seldom(draw) else None,
        seats=draw(st.sampled_from((None, None, None, 2, 1))),
        equipment=frozenset() if _seldom(draw) else frozenset({"loop"}),
        on_site=on_site,
        video=not on_site or draw(st.booleans()),
    )


def _helper(draw: st.DrawFn, name: str, slots: tuple[Slot, ...]) -> Helper:
    return Helper(
        id=name,
        slots=_some(draw, slots),
        skills=frozenset({"signs"}),
        presence=draw(st.sampled_from(Presence)),
    )


def _meeting(
    draw: st.DrawFn,
    name: str,
    names: list[str],
    slots: tuple[Slot, ...],
    places: tuple[Place, ...],
    helped: bool,
    before: list[Meeting],
) -> Meeting:
    people = draw(st.permutations(names))
    sides = [(people[0],), (people[1],)]
    if _seldom(draw):
        sides[0] = (people[0], people[2])
    elif _seldom(draw):
        sides.append((people[2],))
    return Meeting(
        id=name,
        sides=tuple(sides),
        score=draw(st.integers(0, 9)),
        required=_seldom(draw),
        fixed=_seldom(draw) and _seldom(draw),
        slot=draw(st.sampled_from(slots)).id if _seldom(draw) else None,
        place=places[-1].id if _seldom(draw) else None,
        after=(before[-1].id,) if before and _seldom(draw) else (),
        skill="signs" if helped and draw(st.booleans()) else None,
    )
