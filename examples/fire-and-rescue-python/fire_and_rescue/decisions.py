"""Every field decides before anything is read for it (AC-18), and says what it told (AC-22)."""

from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLField, GraphQLObjectType, GraphQLSchema, default_field_resolver

from . import CODE
from .agreement import LOCATING, Agreement
from .hub_call import Call


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
                categories = _categories(own)
                if categories is not None:
                    _guard_field(f"{kind.name}.{name}", own, categories)


def _categories(own: GraphQLField) -> frozenset[str] | None:
    """None for a field without a class: the keys, and the echo, which is always given."""
    directives = own.ast_node.directives if own.ast_node else ()
    for directive in directives or ():
        if directive.name.value == "classified":
            return frozenset(one.value for one in directive.arguments[0].value.values)
    return None


def _guard_field(coordinate: str, own: GraphQLField, categories: frozenset[str]) -> None:
    give = own.resolve or default_field_resolver

    def resolve(source: Any, info: Any, **arguments: Any) -> Any:
        context: Context = info.context
        reason = _withheld_by(context, categories, source)
        if reason is not None:
            context.withheld[coordinate] = reason
            raise error_of("This field is withheld from you for this purpose.", "WITHHELD", reason)
        context.told.add(coordinate)
        return give(source, info, **arguments)

    own.resolve = resolve


def _withheld_by(context: Context, categories: frozenset[str], source: Any) -> str | None:
    if context.is_suspended:
        return "AGENCY_SUSPENDED"
    # Only what says so itself is not protected.
    is_protected = bool(categories & LOCATING) and source.get("isProtected") is not False
    return context.agreement.withheld_by(categories, context.call, is_protected)
