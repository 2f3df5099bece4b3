"""A picture of growth: seconds and memory against meetings, both scales logarithmic, as an SVG file."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.scale import Measure

_WIDTH, _HEIGHT, _MARGIN = 720, 420, 70
_LINES = (("seconds", "#1b4f9c", "none"), ("peak_mib", "#a23b00", "6 4"))
"""The figure of each line, its colour, and its dashes, so that colour alone tells nothing."""
_NAMES = {"seconds": "seconds", "peak_mib": "peak memory (MiB)"}


def growth_picture(measures: "Sequence[Measure]") -> str:
    """The SVG document; its title and description say what it shows."""
    meetings = [max(1, each.meetings) for each in measures]
    figures = {name: [max(0.001, float(getattr(each, name))) for each in measures] for name, _, _ in _LINES}
    right = math.ceil(math.log10(max(meetings)))
    left = math.floor(math.log10(min(meetings)))
    top = math.ceil(math.log10(max(max(values) for values in figures.values())))
    bottom = math.floor(math.log10(min(min(values) for values in figures.values())))

    def place(count: float, value: float) -> tuple[float, float]:
        across = (math.log10(count) - left) / max(1, right - left)
        up = (math.log10(value) - bottom) / max(1, top - bottom)
        return _MARGIN + across * (_WIDTH - 2 * _MARGIN), _HEIGHT - _MARGIN - up * (_HEIGHT - 2 * _MARGIN)

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="sans-serif" font-size="13">',
        "<title>Seconds and memory against meetings</title>",
        "<desc>"
        + "; ".join(f"{each.meetings} meetings: {each.seconds} s, {each.peak_mib} MiB" for each in measures)
        + "</desc>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(left, right + 1):
        across, _ = place(10**power, 10.0**bottom)
        drawn.append(_line((across, _MARGIN), (across, _HEIGHT - _MARGIN)))
        drawn.append(_text(across, _HEIGHT - _MARGIN + 20, f"{10**power:,}", "middle"))
    for power in range(bottom, top + 1):
        _, height = place(10**left, 10.0**power)
        drawn.append(_line((_MARGIN, height), (_WIDTH - _MARGIN, height)))
        drawn.append(_text(_MARGIN - 8, height + 4, f"{10.0**power:g}", "end"))
    drawn.append(_text(_WIDTH / 2, _HEIGHT - 20, "meetings held", "middle"))
    for rank, (name, colour, dashes) in enumerate(_LINES):
        points = [place(count, value) for count, value in zip(meetings, figures[name], strict=True)]
        drawn.extend(_curve(points, colour, dashes))
        across = _MARGIN + rank * 220
        drawn.extend(_curve([(across, 35), (across + 40, 35)], colour, dashes))
        drawn.append(_text(across + 48, 40, _NAMES[name], "start"))
    return "\n".join([*drawn, "</svg>", ""])


def _curve(points: Sequence[tuple[float, float]], colour: str, dashes: str) -> Iterator[str]:
    path = " ".join(f"{across:.1f},{height:.1f}" for across, height in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>'
    for across, height in points:
        yield f'<circle cx="{across:.1f}" cy="{height:.1f}" r="4" fill="{colour}"/>'


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="#ccc"/>'
    )


def _text(across: float, height: float, words: str, anchor: str) -> str:
    return f'<text x="{across:.1f}" y="{height:.1f}" text-anchor="{anchor}">{words}</text>'
