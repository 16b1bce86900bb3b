"""Faults below HTTP: what WireMock does to a connection, done to the socket itself.

An application cannot ask its server to misbehave, so the connection is found among the descriptors of this process (or
taken from the WSGI environment of gunicorn and Werkzeug), and is written to and closed behind the server's back.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

DESCRIPTORS = ("/proc/self/fd", "/dev/fd")
GARBAGE = b"lskdu018973t09sylgasjkfg1][]'./.sdlv"
"""What WireMock sends in the place of a chunk."""

MOST_WAIT = 2.0
"""Seconds that writing a few bytes of garbage may take."""


def connection_to(client: tuple[str, Any]) -> socket.socket | None:
    """Return a second handle of this process's connection to a client, or None where none is found."""
    folder = next((path for path in DESCRIPTORS if os.path.isdir(path)), None)  # noqa: PTH112 - not a path of a user
    wanted = (client[0], str(client[1]))
    for name in os.listdir(folder) if folder else ():  # noqa: PTH208 - nor this
        with suppress(OSError, ValueError):
            handle = socket.socket(fileno=os.dup(int(name)))
            if _peer(handle) == wanted:
                return handle
            handle.close()
    return None


def connection_of(environ: Mapping[str, Any]) -> socket.socket | None:
    """Return the connection of a WSGI request where the server tells it (gunicorn, Werkzeug), else None."""
    found = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    return found if isinstance(found, socket.socket) else None


def break_off(connection: socket.socket, fault: str) -> None:
    """Do to the connection what the fault says; nothing that its server sends afterwards arrives."""
    with suppress(OSError):  # the client may be gone already
        if fault in RAW:
            connection.settimeout(MOST_WAIT)
            connection.sendall(RAW[fault] or os.urandom(64))
        if fault == "CONNECTION_RESET_BY_PEER":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.shutdown(socket.SHUT_RD)  # the server sees an end and closes: that sends the reset
        else:
            connection.shutdown(socket.SHUT_RDWR)


def wall_off(connection: socket.socket) -> None:
    """Close the connection under a server that goes on writing to it: it meets a wall."""
    with suppress(OSError):
        near, far = socket.socketpair()
        with near, far:
            os.dup2(near.fileno(), connection.fileno())


def _peer(handle: socket.socket) -> tuple[str, str] | None:
    try:
        host, port = handle.getpeername()[:2]
    except (OSError, ValueError):
        return None
    return str(host), str(port)


RAW: dict[str, bytes] = {
    "MALFORMED_RESPONSE_CHUNK": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + GARBAGE,
    "RANDOM_DATA_THEN_CLOSE": b"",
}
"""What is sent before the connection is closed; nothing stands for random bytes."""
