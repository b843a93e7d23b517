"""Who is at the other end of a connection: addresses and host names, read from an ASGI scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

Scope = Mapping[str, Any]

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def header(scope: Scope, name: str) -> str:
    """The only value of a header; empty when it is absent or sent twice."""
    wanted = name.encode("latin-1")
    values = [value for key, value in scope["headers"] if key == wanted]
    return values[0].decode("latin-1") if len(values) == 1 else ""


def has_header(scope: Scope, name: str) -> bool:
    """Whether a header was sent at all."""
    wanted = name.encode("latin-1")
    return any(key == wanted for key, _ in scope["headers"])


def served_hosts(port: int, allowed: Iterable[str]) -> frozenset[str]:
    """Every exact value of the Host header that is answered."""
    hosts = {f"{name}:{port}" for name in LOOPBACK_NAMES}
    if port in DEFAULT_PORTS.values():
        hosts.update(LOOPBACK_NAMES)
    for host in allowed:
        hosts.add(host)
        if not _has_port(host):
            hosts.update(f"{host}:{known}" for known in (port, 80, 443))
    return frozenset(hosts)


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit() and not host.endswith("]")


def is_same_origin(origin: str, host: str) -> bool:
    """Whether an Origin header names the host that was asked."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS or not parts.netloc or parts.path or parts.query or parts.username:
        return False
    default = DEFAULT_PORTS[parts.scheme]
    asked = host.lower() if _has_port(host) else f"{host.lower()}:{default}"
    named = parts.netloc.lower() if port is not None else f"{parts.netloc.lower()}:{default}"
    return named == asked


def client_address(scope: Scope) -> str:
    """The address of the peer; empty when the server does not know it."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def is_loopback(scope: Scope) -> bool:
    """Whether someone on this computer speaks, under a name of this computer, and no proxy stands between."""
    if any(has_header(scope, name) for name in FORWARDED):
        return False
    host = header(scope, "host").lower()
    name = host.rpartition(":")[0] if _has_port(host) else host
    if name not in LOOPBACK_NAMES:
        return False
    try:
        address = ip_address(client_address(scope))
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback
