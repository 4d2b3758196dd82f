"""Which service copies a folder to elsewhere while it changes: known by name, by a file it leaves, by a variable.

Such a service copies a database while it is written, and its log apart from it: what arrives elsewhere, or is put back
from there, is damaged. And it keeps earlier versions: a key that was destroyed is still there.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

# The name of a folder, whole and in small letters. Of a team or an account: "OneDrive - De Wilgen", "Wilgen Dropbox".
_NAMES = (
    ("OneDrive", r"onedrive(?: ?[-–] ?.+|_.+)?"),
    ("Dropbox", r"(?:.+ )?dropbox(?: \(.+\))?"),
    ("Google Drive", r"google ?drive(?: \(.+\)| ?-.+| file ?stream)?|(?:my|mijn) drive|(?:shared|gedeelde) drives"),
    ("iCloud", r"icloud ?drive|com~apple~clouddocs|mobile documents"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud\d*"),
    ("Box", r"box sync|box drive"),
    ("pCloud", r"pcloud ?drive|pcloud ?sync"),
    ("Proton Drive", r"proton ?drive(?:-.+)?"),
    ("MEGA", r"mega ?sync(?: downloads)?"),
    ("Seafile", r"seafile|seadrive"),
    ("Synology Drive", r"synology ?drive|cloudstation"),
)
# What a service leaves in the folder that it copies, or in one around it.
_LEAVES = (
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.driveupload"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Google Drive", ".shortcut-targets-by-id"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("ownCloud", ".owncloudsync.log"),
    ("Syncthing", ".stfolder"),
    ("Synology Drive", ".SynologyWorkingDirectory"),
    ("Resilio Sync", ".sync/ID"),
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# macOS keeps every service that uses its own way of synchronising here; the name of the service begins the next folder.
_CLOUD_STORAGE = ("library", "cloudstorage")


def service(folder: PurePath, exists: Callable[[str], bool], environ: Mapping[str, str]) -> str:
    """The service that copies this folder, by the name people know it by; empty when there is none that is known.

    ``folder`` is absolute and without links. ``exists`` tells whether there is a file or folder of this name.
    """
    return _by_variable(folder, environ) or _by_name(folder) or _by_what_is_left(folder, exists)


def _by_variable(folder: PurePath, environ: Mapping[str, str]) -> str:
    for name in _VARIABLES:
        place = environ.get(name, "").rstrip("/\\")
        if place and type(folder)(place).is_absolute() and folder.is_relative_to(place):
            return "OneDrive"
    return ""


def _by_name(folder: PurePath) -> str:
    parts = [part.casefold() for part in folder.parts]
    for first, second, below in zip(parts, parts[1:], parts[2:], strict=False):
        if (first, second) == _CLOUD_STORAGE:
            return next((name for name, pattern in _NAMES if re.fullmatch(pattern, below)), "een synchronisatiedienst")
    for part in parts:
        for name, pattern in _NAMES:
            if re.fullmatch(pattern, part):
                return name
    return ""


def _by_what_is_left(folder: PurePath, exists: Callable[[str], bool]) -> str:
    for each in (folder, *folder.parents):
        for name, left in _LEAVES:
            if exists(str(each / left)):
                return name
    return ""
