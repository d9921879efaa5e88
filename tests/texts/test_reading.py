"""Only regular files of a bounded size are read."""

import os
import socket

import pytest

from harness.texts.reading import read_bytes, read_text


def test_a_file_is_read_whole_with_one_kind_of_line_end(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_bytes(file, 99) == b"\xef\xbb\xbfa\r\nb\rc\n"
    assert read_text(file, 99) == "a\nb\nc\n"


def test_only_regular_files_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        for name in ("pipe", "device", "socket"):
            with pytest.raises(OSError, match="not a regular file"):
                read_bytes(tmp_path / name, 99)
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path / "folder", 99)
    with pytest.raises(OSError, match="NUL"):
        read_bytes(tmp_path / "a\0b", 99)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "a"
    with file.open("wb") as handle:
        handle.truncate(3 * 2**40)
    with pytest.raises(OSError, match="3145728 MB is too large"):
        read_bytes(file, 2**20)


def test_a_file_of_unknown_size_is_read_up_to_the_bound(tmp_path):
    with pytest.raises(OSError, match="too large"):
        read_bytes(type(tmp_path)("/proc/self/status"), 20)
