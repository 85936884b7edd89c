"""What every model here is built from: strict, frozen, nothing extra, dates only as YYYY-MM-DD."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from pydantic.plugin import _loader

vars(_loader)["_plugins"] = {}  # else every package that is installed is searched for some, and what is found is run
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")
_new = object.__new__
# The slots of a model, each by its own descriptor: a frozen model takes nothing through setattr.
_set_values, _set_given, _set_extra, _set_private = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


class Strict(BaseModel):
    """Base of every model: no coercion, no extra field, no change once made."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def but(self, **changed: Any) -> Self:
        """Return a copy with other values in some fields, which are taken as they are, unchecked.

        For lines made by the dozen out of one that was checked; ``model_copy`` does the same in ten times the time.
        """
        made = _new(type(self))
        given = self.__pydantic_fields_set__
        _set_values(made, self.__dict__ | changed)
        # The set of fields given never changes in a frozen model: where it stays the same it is shared.
        _set_given(made, given if given.issuperset(changed) else given.union(changed))
        _set_extra(made, None)
        _set_private(made, None)
        return made

    def having(self, field: str, value: object) -> Self:
        """Return a copy with another value in one field that was given before, unchecked as in ``but``."""
        made = _new(type(self))
        values = self.__dict__.copy()
        values[field] = value
        _set_values(made, values)
        _set_given(made, self.__pydantic_fields_set__)
        _set_extra(made, None)
        _set_private(made, None)
        return made


def _only_iso_day(value: object) -> object:
    """Refuse any text but YYYY-MM-DD, so that no epoch number or time of day is ever read as a date."""
    if isinstance(value, str):
        if not _DAY.match(value):
            raise ValueError("expected a date written YYYY-MM-DD")
        return date.fromisoformat(value)
    return value


def _frozen_map(value: Mapping[Key, Value]) -> Mapping[Key, Value]:
    return MappingProxyType(dict(value))


def thawed(value: Mapping[Key, Value]) -> dict[Key, Value]:
    """Return what a frozen map holds as a table of its own; all at once, where ``dict`` would ask key by key."""
    return value.copy() if isinstance(value, MappingProxyType) else dict(value)


Day = Annotated[date, BeforeValidator(_only_iso_day, json_schema_input_type=str)]
FrozenMap = Annotated[Mapping[Key, Value], AfterValidator(_frozen_map), PlainSerializer(dict)]
