"""Tests of harness.models.download."""

import socket

import pytest

from harness.models.download import patience


def test_the_limit_holds_inside_and_goes_afterwards():
    before = socket.getdefaulttimeout()
    with patience(3):
        assert socket.getdefaulttimeout() == 3
    assert socket.getdefaulttimeout() == before


def test_a_silent_server_is_given_up():
    server = socket.create_server(("127.0.0.1", 0))
    connect = socket.create_connection
    with server, patience(0.2), connect(server.getsockname()) as connection:  # noqa: SIM117
        with pytest.raises(TimeoutError):
            connection.recv(1)
