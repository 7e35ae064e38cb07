"""Nothing leaves the device: the suite itself cannot reach the internet."""

import socket
import subprocess
import sys

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_an_internet_socket_is_refused(family):
    with pytest.raises(PermissionError):
        socket.socket(family)


def test_a_child_process_cannot_reach_the_internet_either():
    child = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], capture_output=True, text=True)
    assert child.returncode != 0
    assert "Ashore is offline" in child.stderr


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no AF_UNIX")
def test_a_local_socket_still_works():
    socket.socket(socket.AF_UNIX).close()
