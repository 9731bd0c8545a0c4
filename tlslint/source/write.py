"""Writing a changed file back: whole or not at all, and never one that somebody else changed."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile

from tlslint.source.read import read_small


class Refused(Exception):
    """The file is left as it is; the text says why."""


def target(path: str) -> str:
    """The file to replace: ``path``, or what it links to within its tree.

    The tree is the repository that holds the link, or else the link's directory. Raises Refused.
    """
    real = os.path.realpath(path)
    folder = os.path.realpath(os.path.dirname(path) or os.curdir)
    if real == os.path.join(folder, os.path.basename(path)):
        return real
    tree = folder
    while not os.path.lexists(os.path.join(tree, ".git")):
        above = os.path.dirname(tree)
        if above == tree:
            tree = folder
            break
        tree = above
    if os.path.commonpath([tree, real]) != tree:
        raise Refused("it is a link out of the tree")
    return real


def write_back(path: str, old: bytes, new: bytes) -> None:
    """Put ``new`` in the place of ``old`` in the file at ``path``, with its mode and owner.

    Raises Refused where the file no longer holds ``old``, is a link out of the tree, or cannot
    be written.
    """
    real = target(path)
    temporary = ""
    try:
        status = os.stat(real)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("it is no longer a regular file")
        if not os.access(real, os.W_OK):
            raise Refused("it is not writable")
        folder, name = os.path.split(real)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{name[:40]}.", dir=folder)
        with open(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only its owner's group, or root, may
                os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        if read_small(real, len(old), follow=True) != old:
            raise Refused("it changed since it was read")
        os.replace(temporary, real)
        temporary = ""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"it cannot be written: {reason}") from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
