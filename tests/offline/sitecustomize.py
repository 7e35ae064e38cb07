"""Ashore is offline, and so is its test suite: internet sockets are refused here and in every child process."""

import socket
import sys


def _refuse_the_internet(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise PermissionError("Ashore is offline: internet sockets are blocked in tests")
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise PermissionError("Ashore is offline: looking up a host is blocked in tests")


sys.addaudithook(_refuse_the_internet)
