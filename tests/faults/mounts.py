"""Small file systems to fill and to cut the power of; only root on Linux can mount them."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

SHUT_DOWN: Final = 0x8004587D
"""ext4's ioctl that stops all writing at once, as `_IOR('X', 125, __u32)`."""
WITHOUT_FLUSHING: Final = 2


def mounted(folder: Path, *options: str) -> None:
    """Mount something on a folder; skips the test where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root on Linux can mount a file system")
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"mounting a file system is refused: {done.stderr}")


def unmounted(folder: Path) -> None:
    """Unmount; a process that still holds a file there may go on holding it."""
    if subprocess.run(["umount", str(folder)], capture_output=True).returncode:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted(folder, "-t", "tmpfs", "-o", "size=64k", "tmpfs")
    yield folder
    unmounted(folder)


def fill(filler: Path) -> None:
    """Write until nothing more fits."""
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 1024):
            pass


class PowerSupply:
    """An ext4 file system whose power can be cut."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "ext4"
        """Where it is mounted."""
        self._image = tmp_path / "ext4.image"
        self.folder.mkdir()
        if shutil.which("mkfs.ext4") is None:
            pytest.skip("there is no mkfs.ext4 here")
        with self._image.open("wb") as image:
            image.truncate(24 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self._image)], check=True)
        self.on()

    def on(self) -> None:
        """Mount it; the file system mends itself from its own journal."""
        mounted(self.folder, "-o", "loop,commit=300", str(self._image))

    def cut(self) -> None:
        """From this moment on nothing reaches the disk any more."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUT_DOWN, struct.pack("I", WITHOUT_FLUSHING))
        finally:
            os.close(handle)

    def off(self) -> None:
        """Unmount it."""
        unmounted(self.folder)


@pytest.fixture
def power(tmp_path: Path) -> Iterator[PowerSupply]:
    """A file system with power on it."""
    supply = PowerSupply(tmp_path)
    yield supply
    supply.off()
