"""What is sought is told by its address or its command."""

import pytest

from harness.sandbox import attempts


@pytest.mark.parametrize(
    ("address", "remote"),
    [
        (("example.org", 80), True), (("10.0.0.1", 80), True), (("2001:db8::1", 80, 0, 0), True),
        ("example.org", True), (b"example.org", True), (("localhost", 80), False), ("127.0.0.1", False),
        (("::1", 80, 0, 0), False), ("/tmp/socket", False), (b"\0abstract", False), ("", False),
        (None, False), (5, False),
    ],
)  # fmt: skip
def test_an_address_of_another_machine_is_the_network(address, remote):
    assert attempts.is_remote(address) is remote


@pytest.mark.parametrize(
    ("command", "loads"),
    [
        (("wget", ["wget", "x"]), True), (("/bin/sh", ["/bin/sh", "-c", "curl -O x"]), True),
        (("python", ["python", "-m", "pip", "install", "x"]), True), ((b"pip install x",), True),
        (("git", ["git", "clone", "x"]), True), (("git", ["git", "log"]), False),
        (("pip", "pip list"), False), (("ls", [b"ls", "-l"]), False), (("true", None), False),
    ],
)  # fmt: skip
def test_a_command_that_loads_something_is_the_network(command, loads):
    assert attempts.is_loader(command) is loads
