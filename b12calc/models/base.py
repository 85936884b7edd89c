"""What every model here is built from: strict, frozen, nothing extra, dates only as YYYY-MM-DD."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


class Strict(BaseModel):
    """Base of every model: no coercion, no extra field, no change once made."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


def _only_iso_day(value: object) -> object:
    """Refuse any text but YYYY-MM-DD, so that no epoch number or time of day is ever read as a date."""
    if isinstance(value, str):
        if not _DAY.match(value):
            raise ValueError("expected a date written YYYY-MM-DD")
        return date.fromisoformat(value)
    return value


def _frozen_map(value: Mapping[Key, Value]) -> Mapping[Key, Value]:
    return MappingProxyType(dict(value))


Day = Annotated[date, BeforeValidator(_only_iso_day, json_schema_input_type=str)]
FrozenMap = Annotated[Mapping[Key, Value], AfterValidator(_frozen_map), PlainSerializer(dict)]
