"""AC-04, AC-06, AC-12 to AC-16, AC-22, AC-27: the subgraph over HTTP."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    execute,
    parse,
    specified_rules,
    validate,
)
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from . import CODE, FIELD
from .agreement import Agreement
from .decisions import Context
from .encoding import read_object
from .hub_call import CallCheck
from .hub_keys import OwnKey
from .index import Registrar
from .refusal import SENTENCES, Refusal
from .schema import Loaders
from .store import Store

LONGEST_BODY = 256 * 1024
MOST_TOKENS = 10_000
REGISTER_EVERY_SECONDS = 2
RULES = (*specified_rules, NoSchemaIntrospectionCustomRule)

log = logging.getLogger(CODE)


@dataclass
class Service:
    """A subgraph that answers the hub."""

    check: CallCheck
    schema: GraphQLSchema
    agreement: Agreement
    store: Store
    own_key: OwnKey
    registrar: Registrar | None

    def app(self) -> Starlette:
        routes = [
            Route("/graphql", self._graphql, methods=["POST"]),
            Route("/.well-known/jwks.json", self._keys),
            Route("/health/live", self._live),
            Route("/health/ready", self._ready),
        ]
        return Starlette(routes=routes, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        registering = asyncio.create_task(self._register()) if self.registrar else None
        yield
        if registering:
            registering.cancel()
        self.store.close()

    async def _register(self) -> None:
        """Registers who is due, and again every two seconds."""
        while True:
            try:
                await self._register_due()
            except OSError as error:
                log.warning("registration waits: %s", type(error).__name__)
            await asyncio.sleep(REGISTER_EVERY_SECONDS)

    async def _register_due(self) -> None:
        message = self.registrar.prepare()
        if message.marks:
            told = await asyncio.to_thread(self.registrar.send, message.body)
            self.registrar.settle(message, told)

    async def _keys(self, _request: Request) -> JSONResponse:
        return respond({"keys": [self.own_key.public]})

    async def _live(self, _request: Request) -> JSONResponse:
        return respond({"service": CODE, "status": "live"})

    async def _ready(self, _request: Request) -> JSONResponse:
        try:
            _ = self.store.is_suspended
            return respond({"service": CODE, "status": "ready"})
        except sqlite3.Error:
            return respond({"service": CODE, "status": "unavailable"}, 503)

    async def _graphql(self, request: Request) -> JSONResponse:
        request_id = request.headers.get("x-request-id")
        try:
            return respond(await self._answer(request), request_id=request_id)
        except Refusal as refusal:
            return respond(refusal.body(), refusal.status, request_id)
        except ClientDisconnect:
            raise
        except Exception:
            log.exception("a call failed")
            failure = Refusal("FAILED", 500, "INTERNAL_SERVER_ERROR")
            return respond(failure.body(), failure.status, request_id)

    async def _answer(self, request: Request) -> dict[str, Any]:
        body = await read_body(request)
        headers = request.headers
        authorization, seal = headers.get("authorization"), headers.get("sightline-call")
        call = await self.check.check(authorization, seal, body, int(time.time()))
        document, variables = read_operation(self.schema, body)
        context = Context(call, self.agreement, self.store.is_suspended, Loaders(self.store))
        result = execute(self.schema, document, variable_values=variables, context_value=context)
        result = result if not hasattr(result, "__await__") else await result
        self._write_down(context, variables)
        errors = [described(error) for error in result.errors or []]
        return {**({"errors": errors} if errors else {}), "data": result.data}

    def _write_down(self, context: Context, variables: dict[str, Any]) -> None:
        """AC-22: on the disk before the answer leaves."""
        claims = context.call.claims
        names = ("requestId", "enquiryId", "sub", "onBehalfOf", "homeAgency", "roles", "purpose")
        asked = [one for value in variables.values() if isinstance(value, list) for one in value]
        people = [one for one in asked if isinstance(one, dict)]
        entry = {
            **{name: claims.get(name) for name in (*names, "caseReference", "legalPower")},
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "stated": claims.get("stated", []),
            "disclosed": sorted(context.told),
            "withheld": context.withheld,
            "references": [ref for one in people for ref in texts(one.get(f"{FIELD}Refs"))],
            "people": texts([one.get("id") for one in people]),
            "agreementVersions": [self.agreement.version],
        }
        try:
            self.store.append_disclosure(entry)
        except sqlite3.Error as error:
            raise Refusal("RECORD_UNAVAILABLE", 503, "LOG_UNAVAILABLE") from error


def texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def respond(content: dict[str, Any], status: int = 200, request_id: str | None = None) -> JSONResponse:
    headers = {"cache-control": "no-store"}
    if request_id:
        headers["x-request-id"] = request_id
    return JSONResponse(content, status, headers)


async def read_body(request: Request) -> bytes:
    """AC-15: a body that is too long is refused without being read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise Refusal("BODY_TOO_LARGE", 413, "QUERY_TOO_LARGE")
    return bytes(body)


def read_operation(schema: GraphQLSchema, body: bytes) -> tuple[DocumentNode, dict[str, Any]]:
    """Raises Refusal for what is no operation of this schema; nothing of what was sent is repeated."""
    try:
        content = read_object(body)
        query, variables = content.get("query"), content.get("variables") or {}
        if isinstance(query, str) and isinstance(variables, dict):
            document = parse(query, max_tokens=MOST_TOKENS)
            if not validate(schema, document, RULES):
                return document, variables
    except (ValueError, GraphQLError, RecursionError):
        pass
    raise Refusal("INVALID_OPERATION", 400, "BAD_USER_INPUT")


def described(error: GraphQLError) -> dict[str, Any]:
    """An error of ours as it is; any other without what it says."""
    if error.extensions and "code" in error.extensions:
        return {"message": error.message, "path": error.path, "extensions": error.extensions}
    if error.original_error is None:
        extensions = {"code": "BAD_USER_INPUT", "reason": "INVALID_VALUE", "agency": CODE}
        return {"message": SENTENCES["BAD_USER_INPUT"], "path": error.path, "extensions": extensions}
    log.error("a field failed", exc_info=error.original_error)
    extensions = {"code": "INTERNAL_SERVER_ERROR", "reason": "FAILED", "agency": CODE}
    return {"message": SENTENCES["INTERNAL_SERVER_ERROR"], "path": error.path, "extensions": extensions}
