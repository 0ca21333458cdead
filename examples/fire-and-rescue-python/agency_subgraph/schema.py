"""AC-01, AC-05, AC-19, AC-23: the schema, and what stands behind its fields."""

from pathlib import Path
from typing import Any

from aiodataloader import DataLoader
from ariadne.contrib.federation import FederatedObjectType, make_federated_schema
from graphql import GraphQLSchema

from . import FIELD
from .decisions import Context, error_of, guard
from .echo import echo_of
from .store import Store

MOST_REFS = 100


class Loaders:
    """Reads once for everybody in a call."""

    def __init__(self, store: Store) -> None:
        self.people = _loader(store.people)


def _loader(read: Any) -> DataLoader:
    async def load(keys: list[str]) -> list[Any]:
        return read(keys)

    return DataLoader(load)


def create_schema(sdl_file: Path) -> GraphQLSchema:
    person = FederatedObjectType("Person")
    person.reference_resolver(_resolve_reference)
    person.set_field(FIELD, _resolve_view)
    person.set_field(f"{FIELD}Echo", _resolve_echo)
    schema = make_federated_schema(sdl_file.read_text("utf-8"), person)
    # AC-12: the schema is agreed on paper and served to nobody.
    del schema.query_type.fields["_service"]
    schema.query_type.fields["_entities"].resolve = _resolve_entities
    guard(schema)
    return schema


def _resolve_entities(_root: Any, info: Any, representations: list[Any]) -> list[Any]:
    """An awaitable for each: what is raised for one does not fail the others."""
    return [_resolve_reference(None, info, one) for one in representations]


async def _resolve_reference(_type: Any, _info: Any, representation: Any) -> dict[str, Any]:
    if not isinstance(representation, dict) or representation.get("__typename") != "Person":
        raise error_of("This is no person.", "BAD_USER_INPUT", "INVALID_REPRESENTATION")
    person_id, refs = representation.get("id"), representation.get(f"{FIELD}Refs") or []
    is_list = isinstance(refs, list) and len(refs) <= MOST_REFS
    if not isinstance(person_id, str) or not is_list or not all(isinstance(one, str) for one in refs):
        message = "The references of a person are not a list of up to 100 ids."
        raise error_of(message, "BAD_USER_INPUT", "INVALID_REPRESENTATION")
    return {
        "__typename": "Person",
        "id": person_id,
        "refs": list(dict.fromkeys(refs)),
        # AC-20: null and absent protect.
        "isProtected": representation.get("isAddressProtected") is not False,
    }


async def _resolve_view(person: dict[str, Any], info: Any) -> dict[str, Any] | None:
    context: Context = info.context
    found = await context.loaders.people.load_many(person["refs"])
    # AC-19: whoever is kept from who asks is like somebody unknown.
    known = [
        one for one in found if one and not set(one["hiddenFrom"]) & set(context.call.staff)
    ]
    if not known:
        return None
    is_protected = person["isProtected"] or any(one["isAddressProtected"] for one in known)
    return {**_merged([one["view"] for one in known]), "isProtected": is_protected}


def _merged(views: list[dict[str, Any]]) -> dict[str, Any]:
    """Lists of several references are one list; of anything else the first counts."""
    merged: dict[str, Any] = {}
    for view in views:
        for name, value in view.items():
            before = merged.get(name)
            both = isinstance(value, list) and isinstance(before, list)
            merged[name] = [*before, *value] if both else value if before is None else before
    return merged


def _resolve_echo(person: dict[str, Any], info: Any) -> str:
    return echo_of(info.context.call.id, person["id"], person["refs"])
