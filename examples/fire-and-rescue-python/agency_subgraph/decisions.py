"""Every field decides before anything is read for it (AC-18), and says what it told (AC-22)."""

from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLField, GraphQLObjectType, GraphQLSchema, default_field_resolver

from . import CODE
from .agreement import LOCATING, Agreement
from .hub_call import Call
from .lists import cut


@dataclass
class Context:
    """What belongs to one call."""

    call: Call
    agreement: Agreement
    is_suspended: bool
    loaders: Any
    told: set[str] = field(default_factory=set)
    withheld: dict[str, str] = field(default_factory=dict)


def error_of(message: str, code: str, reason: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code, "reason": reason, "agency": CODE})


def guard(schema: GraphQLSchema) -> None:
    """Puts a decision before every field that the SDL classifies."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("_"):
            for name, own in kind.fields.items():
                _tell_what_is_withheld(kind, name)
                categories = _named(own, "as")
                if categories is not None:
                    _guard_field(f"{kind.name}.{name}", own, categories)


def _named(own: GraphQLField, argument: str) -> frozenset[str] | None:
    """None for a field without a class: the keys, and the echo, which is always given."""
    for directive in (own.ast_node.directives if own.ast_node else None) or ():
        if directive.name.value == "classified":
            lists = [one.value for one in directive.arguments if one.name.value == argument]
            return frozenset(one.value for given in lists for one in given.values)
    return None


def _guard_field(coordinate: str, own: GraphQLField, categories: frozenset[str]) -> None:
    give = own.resolve or default_field_resolver
    has_rows, is_list = bool(_named(own, "rows")), "first" in own.args

    def resolve(source: Any, info: Any, **arguments: Any) -> Any:
        context: Context = info.context
        # Only what says so itself is not protected.
        is_protected = source.get("isProtected") is not False
        reason = _withheld_by(context, categories, is_protected)
        if reason is not None:
            context.withheld[coordinate] = reason
            raise error_of("This field is withheld from you for this purpose.", "WITHHELD", reason)
        context.told.add(coordinate)
        value = give(source, info)
        if has_rows:
            value = _rows_told(context, value)
        return _carried(cut(value, **arguments) if is_list else value, is_protected)

    own.resolve = resolve


def _withheld_by(context: Context, categories: frozenset[str], is_protected: bool) -> str | None:
    if context.is_suspended:
        return "AGENCY_SUSPENDED"
    return context.agreement.withheld_by(
        categories, context.call, is_protected and bool(categories & LOCATING)
    )


def _rows_told(context: Context, rows: Any) -> Any:
    """Each row says of which category it is; one that does not is told to nobody."""
    if not isinstance(rows, list):
        return rows
    return [
        row for row in rows if _withheld_by(context, frozenset({row.get("category")}), False) is None
    ]


def _tell_what_is_withheld(kind: GraphQLObjectType, name: str) -> None:
    """`events` has rows of several categories: `eventsWithheld` says which of these are kept back."""
    of = kind.fields.get(name.removesuffix("Withheld"))
    rows = _named(of, "rows") if of and name.endswith("Withheld") else None
    if rows:

        def resolve(_source: Any, info: Any) -> list[str]:
            return sorted(
                row for row in rows if _withheld_by(info.context, frozenset({row}), False)
            )

        kind.fields[name].resolve = resolve


def _carried(value: Any, is_protected: bool) -> Any:
    """What is inside of a record is about the same person."""
    if isinstance(value, list):
        return [_carried(one, is_protected) for one in value]
    return {**value, "isProtected": is_protected} if isinstance(value, dict) else value
