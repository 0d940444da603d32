"""Bytes of files that others wrote: what is no file is not waited for."""

from __future__ import annotations

import errno
import os
import os.path
import select
import stat
from pathlib import Path

# How long a pipe that was named may take until somebody opens it to write.
_PATIENCE = 1.0


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path, wherever its links lead, ends inside a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_bytes(path: Path, most: int, *, named: bool) -> bytes:
    """The first bytes of a file, at most so many.

    Of a path that was `named` also those of a pipe or a device, as `<(...)` and `/dev/stdin` are;
    of one that only lies where a file is looked for those of a regular file: a pipe without a
    writer would be waited for without end. Raises OSError, also where a pipe has nothing.
    """
    _refuse(os.stat(path).st_mode, named=named)
    with open(path, "rb", opener=_opened) as file:
        mode = os.fstat(file.fileno()).st_mode
        _refuse(mode, named=named)
        if stat.S_ISREG(mode):
            return file.read(most)
        if stat.S_ISFIFO(mode):
            select.select([file], [], [], _PATIENCE)
        os.set_blocking(file.fileno(), True)
        data = file.read(most)
    if not data and stat.S_ISFIFO(mode):
        raise OSError(errno.EPIPE, "nothing was written to this pipe")
    return data


def _opened(path: str, flags: int) -> int:
    """A file descriptor, had at once: opening a pipe would wait for its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse(mode: int, *, named: bool) -> None:
    """Raises OSError for what is not to be read."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not named and not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no regular file")
