"""Frozen dataclasses to JSON documents and back, with a sentence for whatever does not fit.

A document is a JSON object that names its format and its version. Sets are written sorted, fields that
have their default value are left out, and unknown fields are refused, so that a misspelt field is never
silently ignored.
"""

import dataclasses
import enum
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

from scheduler.errors import ProblemError


def write_document(name: str, version: int, body: Mapping[str, Any]) -> str:
    """The JSON text of a document: its format, its version, then its body."""
    return json.dumps({"format": name, "version": version, **body}, ensure_ascii=False, indent=1) + "\n"


def read_document(text: str, name: str, version: int) -> dict[str, Any]:
    """The body of a JSON document of this format and version.

    Raises:
        ProblemError: the text is not JSON, or it is another format or version.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ProblemError(f"The text is not JSON: {error}.") from None
    except RecursionError:
        raise ProblemError("The text is not JSON of this format: it is nested too deeply.") from None
    if not isinstance(document, dict):
        raise ProblemError(f"A document of format {name} is a JSON object.")
    if document.get("format") != name:
        raise ProblemError(f"The document's format is {document.get('format')!r}, and {name!r} is expected.")
    if document.get("version") != version:
        raise ProblemError(f"The document's version is {document.get('version')!r}; only {version} is known.")
    return {key: value for key, value in document.items() if key not in ("format", "version")}


def encode(value: Any) -> Any:
    """The value as JSON knows it: dataclasses as objects without defaults, sets as sorted lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: encode(getattr(value, item.name))
            for item in dataclasses.fields(value)
            if item.init and not _is_default(item, getattr(value, item.name))
        }
    if isinstance(value, frozenset):
        return [encode(member) for member in sorted(value)]
    if isinstance(value, tuple):
        return [encode(member) for member in value]
    if isinstance(value, enum.Enum):
        return value.value
    return value


def decode(kind: Any, raw: Any, where: str) -> Any:
    """The JSON value `raw` as `kind`, a dataclass or one of the types its fields use.

    Args:
        kind: a dataclass, an enumeration, `str`, `int`, `float`, `bool`, an optional, a tuple or a frozenset of these.
        raw: what `json.loads` returned.
        where: the place in the document, for the sentence of an error.

    Raises:
        ProblemError: the value has another shape, or the dataclass refuses it.
    """
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind, raw, where)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None if raw is None else decode(typing.get_args(kind)[0], raw, where)
    if origin in (tuple, frozenset):
        return _decode_list(kind, origin, raw, where)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _decode_enumeration(kind, raw, where)
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if type(raw) is not kind:
        raise ProblemError(f"{where} is {raw!r}, and {_NAMES[kind]} is expected.")
    return raw


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _is_default(item: "dataclasses.Field[Any]", value: Any) -> bool:
    return item.default is not dataclasses.MISSING and bool(value == item.default)


def _decode_dataclass(kind: Any, raw: Any, where: str) -> Any:
    if not isinstance(raw, dict):
        raise ProblemError(f"{where} is {raw!r}, and an object is expected.")
    known = {item.name: item for item in dataclasses.fields(kind) if item.init}
    for name in raw:
        if name not in known:
            raise ProblemError(f"{where} has a field {name!r} that is not known.")
    for name, item in known.items():
        if name not in raw and item.default is dataclasses.MISSING:
            raise ProblemError(f"{where} lacks its field {name!r}.")
    hints = _hints(kind)
    return kind(**{name: decode(hints[name], value, f"{where}.{name}") for name, value in raw.items()})


def _decode_list(kind: Any, origin: Any, raw: Any, where: str) -> Any:
    if not isinstance(raw, list):
        raise ProblemError(f"{where} is {raw!r}, and a list is expected.")
    members = typing.get_args(kind)
    if origin is tuple and members[-1] is not Ellipsis:
        if len(raw) != len(members):
            raise ProblemError(f"{where} has {len(raw)} members, and {len(members)} are expected.")
        return tuple(decode(member, value, where) for member, value in zip(members, raw, strict=True))
    return origin(decode(members[0], value, f"{where}[{place}]") for place, value in enumerate(raw))


def _decode_enumeration(kind: type[enum.Enum], raw: Any, where: str) -> enum.Enum:
    try:
        return kind(raw)
    except ValueError:
        choices = ", ".join(str(member.value) for member in kind)
        raise ProblemError(f"{where} is {raw!r}, and one of {choices} is expected.") from None


_HINTS: dict[Any, dict[str, Any]] = {}


def _hints(kind: Any) -> dict[str, Any]:
    """The field types of a dataclass; asking `typing` for each of 300,000 meetings would take seconds."""
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]
