"""`python -m agency_subgraph serve | load FILE | suspend REASON | resume | disclosures`."""

import json
import os
import socket
import sys
import time
from pathlib import Path

import uvicorn

from . import CODE, FOLDER
from .agreement import read_agreement
from .hub_call import CallCheck, ReplayGuard
from .hub_keys import HubKeys, open_own_key
from .index import Registrar
from .schema import create_schema
from .service import Service
from .settings import Settings, read_link_key, read_settings
from .store import Store


def create_service(settings: Settings) -> Service:
    own_key = open_own_key(settings.key_file)
    store = Store(settings.store_file)
    hub_keys = HubKeys(settings.hub_keys_url, settings.hub_keys_timeout)
    guard = ReplayGuard(started_at=int(time.time()))
    registrar = None
    if settings.index_url and settings.link_key_file:
        link_key = read_link_key(settings.link_key_file)
        registrar = Registrar(store, own_key, link_key, settings.index_url)
    return Service(
        check=CallCheck(CODE, own_key.private_key, hub_keys.find, guard),
        schema=create_schema(FOLDER / "schema.graphql"),
        agreement=read_agreement(FOLDER / "agreement.json"),
        store=store,
        own_key=own_key,
        registrar=registrar,
    )


def serve() -> None:
    """Behind a proxy that ends TLS; on this machine only."""
    settings = read_settings()
    app = create_service(settings).app()
    listening = socket.create_server(("127.0.0.1", settings.port), backlog=256)
    config = uvicorn.Config(
        app,
        **{"access_log": False, "server_header": False, "log_level": "warning"},
        # AC-04: the hub keeps its connections open.
        timeout_keep_alive=75,
    )
    print(f"ready at http://127.0.0.1:{listening.getsockname()[1]}/graphql", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


def main(arguments: list[str]) -> None:
    match arguments:
        case ["serve"]:
            return serve()
        case ["load", file]:
            open_store().load(json.loads(Path(file).read_text("utf-8"))["people"])
        case ["suspend", reason]:
            open_store().suspend(reason)
        case ["resume"]:
            open_store().resume()
        case ["disclosures"]:
            for entry in open_store().disclosures():
                print(json.dumps(entry))
        case _:
            raise SystemExit(__doc__)


def open_store() -> Store:
    if not os.environ.get("STORE_FILE"):
        raise ValueError("STORE_FILE is not set; README.md says what it is")
    return Store(os.environ["STORE_FILE"])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError) as error:
        raise SystemExit(f"{CODE}: {error}") from error
