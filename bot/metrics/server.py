"""``/metrics``, ``/healthz`` and ``/readyz`` on 127.0.0.1, in a thread of their own.

``/healthz``: the process is alive, its event loop answers. ``/readyz``: every platform that is to
run is connected. Both say 200 or 503 and a line why.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

from bot.errors import ConfigurationError
from bot.metrics.instruments import Instruments

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from bot.platform.runtime import Runtime

_LOG: Final = logging.getLogger(__name__)
_PATIENCE: Final = 2.0  # seconds for the event loop to answer


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - its name there
        """Say nothing: somebody asks every few seconds."""


@contextmanager
def serving(runtime: Runtime, port: int) -> Iterator[int]:
    """Serve while the block runs; yields the port. ``port`` 0: any that is free.

    Raises :class:`ConfigurationError` for a port that is taken.
    """
    app = application(runtime, asyncio.get_running_loop())
    try:
        server = make_server("127.0.0.1", port, app, _Server, _Quiet)
    except OSError as error:
        raise ConfigurationError(
            f"METRICS_PORT {port} cannot be used ({error.strerror}): set another, or none"
        ) from None
    with server:
        thread = Thread(target=server.serve_forever, args=(0.1,), name="metrics", daemon=True)
        thread.start()
        _LOG.info("metrics and health on http://127.0.0.1:%d", server.server_port)
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def application(runtime: Runtime, loop: asyncio.AbstractEventLoop) -> WSGIApplication:
    """The three addresses as a WSGI application that runs outside the event loop."""
    metrics: WSGIApplication = make_wsgi_app(Instruments(runtime).registry)

    async def state() -> dict[str, bool]:
        return runtime.health.connected

    def ask() -> dict[str, bool] | None:
        """What is connected; None where the event loop does not answer."""
        asked = asyncio.run_coroutine_threadsafe(state(), loop)
        try:
            return asked.result(_PATIENCE)
        except TimeoutError:
            asked.cancel()
            return None

    def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            return metrics(environ, start)
        if path == "/healthz":
            alive = ask() is not None
            return _said(start, alive, "alive" if alive else "the event loop does not answer")
        if path == "/readyz":
            found = ask() or {}
            lacking = [platform for platform, connected in found.items() if not connected]
            ready = bool(found) and not lacking
            return _said(start, ready, "ready" if ready else f"not connected: {', '.join(lacking)}")
        start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"/metrics /healthz /readyz\n"]

    return app


def _said(start: StartResponse, well: bool, text: str) -> Iterable[bytes]:  # noqa: FBT001
    status = "200 OK" if well else "503 Service Unavailable"
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")])
    return [f"{text}\n".encode()]
