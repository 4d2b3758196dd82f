"""On which file system a folder is, from what the operating system tells: pure, so that any machine can be tried."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath, PureWindowsPath

# Linux, in /proc/self/mountinfo; and macOS, as `mount` says it. SQLite cannot keep two writers apart over a network
# (sqlite.org/wal.html, "All processes using a database must be on the same host computer"). 9p is what WSL shows a
# Windows disk by, and what some virtual machines share a folder by: the other side caches by itself.
_OVER_NETWORK = {
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "ftp", "gfs2", "glusterfs", "gpfs",
    "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs", "webdav",
}  # fmt: skip
# Programs that show something elsewhere as a folder; Linux calls them ``fuse.<name>``.
_FUSE = {
    "beegfs", "ceph", "curlftpfs", "davfs", "gcsfuse", "glusterfs", "goofys", "google-drive-ocamlfuse", "gvfsd",
    "gvfsd-fuse", "jfs", "juicefs", "mount.glusterfs", "mtpfs", "onedriver", "rclone", "s3fs", "seadrive",
    "smbnetfs", "sshfs",
}  # fmt: skip
# What a source of FUSE looks like that is no folder or disk of this machine: a host and a colon, an address, //server.
_REMOTE = re.compile(r"//|\w+://|(?:[\w.-]+@)?[\w.-]+:")
_FIELDS = re.compile(r"\S+ \S+ (\d+:\d+) \S+ (\S+) .* - (\S+) (\S*)(?: |$)")
_SAID_BY_MACOS = re.compile(r"(.*) on (/.*) \(([\w.]+)[,)]")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_UNC = re.compile(r"(?i)\\\\(?:\?\\unc\\)?[^?.\\]")
REMOTE_DRIVE = 4
"""What ``GetDriveTypeW`` of Windows answers for a drive that is a share of another machine (DRIVE_REMOTE)."""


@dataclass(frozen=True)
class Mount:
    """A file system that is mounted: where, of which kind, what is shown there, and its device (``8:1``) if known."""

    at: str
    kind: str
    source: str = ""
    device: str = ""

    @property
    def is_over_network(self) -> bool:
        """Whether it keeps its files elsewhere."""
        if self.kind.startswith("fuse."):
            return self.kind.removeprefix("fuse.") in _FUSE or bool(_REMOTE.match(self.source))
        return self.kind in _OVER_NETWORK


def of_linux(mountinfo: str) -> list[Mount]:
    """The mounts in ``/proc/self/mountinfo`` (proc_pid_mountinfo(5)), in order. Lines of another form are left out."""
    found = (_FIELDS.match(line) for line in mountinfo.splitlines())
    return [Mount(_plain(one[2]), one[3], _plain(one[4]), one[1]) for one in found if one]


def of_macos(said: str) -> list[Mount]:
    """The mounts in what ``/sbin/mount`` of macOS says: ``//noor@nas/map on /Volumes/map (smbfs, nodev)``."""
    found = (_SAID_BY_MACOS.match(line) for line in said.splitlines())
    return [Mount(one[2], one[3], one[1]) for one in found if one]


def holding(folder: PurePosixPath, mounts: Iterable[Mount], device: str = "") -> Mount | None:
    """The mount that this folder is on, None when nothing says.

    ``device`` is that of the folder: of two mounts in one place only the upper one can be seen, and it has that device.
    """
    around = {str(each) for each in (folder, *folder.parents)}
    ours = [(each.device == device, len(each.at), place) for place, each in enumerate(mounts) if each.at in around]
    return list(mounts)[max(ours)[2]] if ours else None


def is_share(folder: PurePath, kind_of_drive: int) -> bool:
    """Whether Windows reaches this folder over the network: ``\\\\server\\map``, or a drive letter for one."""
    is_unc = isinstance(folder, PureWindowsPath) and bool(_UNC.match(str(folder)))
    return is_unc or kind_of_drive == REMOTE_DRIVE


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), escaped)
