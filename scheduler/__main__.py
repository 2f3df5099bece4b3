"""The scheduler on files: `python -m scheduler solve PROBLEM.json` and `python -m scheduler check PROBLEM.json SOLUTION.json`."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from scheduler.check import check
from scheduler.errors import ProblemError
from scheduler.problem import Problem
from scheduler.result import Limits, Progress, Status
from scheduler.solution import Solution

DONE, WRONG_INPUT, WRONG_USAGE, NO_PLAN = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 wrong input or broken rules, 2 wrong usage, 3 no plan."""
    options = _parser().parse_args(arguments)
    try:
        problem = Problem.from_json(_read(options.problem))
        if options.command == "check":
            return _check(problem, Solution.from_json(_read(options.solution)))
        return _solve(problem, _limits(options), quiet=options.quiet)
    except ProblemError as error:
        _say(str(error))
        return WRONG_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scheduler", description="Plan meetings, or check a plan."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="write the best plan to standard output, as JSON")
    solving.add_argument("problem", type=Path, metavar="PROBLEM.json")
    solving.add_argument(
        "--time-limit", type=float, default=60.0, metavar="S", help="seconds; 60 unless told"
    )
    solving.add_argument(
        "--deterministic-limit",
        type=float,
        metavar="D",
        help="work the solver may do, about seconds; with it, the same seed gives the same plan",
    )
    solving.add_argument("--seed", type=int, default=0, metavar="N")
    solving.add_argument("--quiet", action="store_true", help="no progress on standard error")
    checking = commands.add_parser("check", help="list every rule that a plan breaks")
    checking.add_argument("problem", type=Path, metavar="PROBLEM.json")
    checking.add_argument("solution", type=Path, metavar="SOLUTION.json")
    return parser


def _limits(options: argparse.Namespace) -> Limits:
    """Without a time limit of its own, a solve under a deterministic limit has none, so that it is the same again."""
    seconds = options.time_limit
    if seconds is None and options.deterministic_limit is None:
        seconds = Limits().seconds
    return Limits(seconds=seconds, deterministic=options.deterministic_limit, seed=options.seed)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProblemError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ProblemError(f"{path} is not a text in UTF-8.") from None


def _check(problem: Problem, solution: Solution) -> int:
    violations = check(problem, solution)
    for violation in violations:
        _say(f"{violation.code}: {violation.sentence}")
    if not violations:
        _say(f"No rule is broken by {len(solution.placements)} meetings.")
    return WRONG_INPUT if violations else DONE


def _solve(problem: Problem, limits: Limits, *, quiet: bool) -> int:
    from scheduler.solve import solve  # noqa: PLC0415 - loading the solver takes seconds; a check does without

    interrupted = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: interrupted.set())
    result = solve(
        problem,
        limits=limits,
        on_progress=None if quiet else _Reporter(),
        should_stop=interrupted.is_set,
    )
    if result.fault is not None:
        _say(f"Something went wrong on the way ({result.fault}); the best plan before it is kept.")
    if result.status is Status.INFEASIBLE:
        _say("No plan respects all rules. These cannot be kept together:")
        for cause in result.clash:
            _say(f"- {cause.sentence}")
        return NO_PLAN
    if result.solution is None:
        _say("The limit came before any plan was found; a longer one may help.")
        return WRONG_INPUT
    sys.stdout.write(result.to_json())
    _say(f"{result.status}: {len(result.solution.placements)} meetings in {result.seconds:.1f} s.")
    return DONE


class _Reporter:
    """Says each new figure on standard error."""

    def __init__(self) -> None:
        self._last: tuple[str, int | None, int] | None = None

    def __call__(self, progress: Progress) -> None:
        figure = (progress.goal, progress.value, progress.bound)
        if figure != self._last:
            self._last = figure
            value = "none yet" if progress.value is None else progress.value
            _say(f"{progress.seconds:6.1f} s  {progress.goal}: {value} (bound {progress.bound})")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
