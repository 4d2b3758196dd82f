"""Places where a school might put its database, as machines tell of them, each with what must be said of it.

Made by hand: lines of ``/proc/self/mountinfo`` as kernels write them, of ``mount`` of macOS, names of folders as
services make them. The verdict is the word that the sentence must name, ``""`` for a place that is all right.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plaats:
    """A folder on a machine, and by which word it is refused."""

    what: str
    folder: str
    verdict: str
    mounts: str = ""
    system: str = "linux"
    there: tuple[str, ...] = ()
    environ: tuple[tuple[str, str], ...] = ()
    device: str = ""
    drive: int = 0
    clouds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.what


ROOT = "27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro\n"
OVERLAY = (
    "1571 1404 0:352 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/AB:/var/lib/CD,"
    "upperdir=/var/lib/docker/overlay2/x/diff\n"
    "1600 1571 8:1 /var/lib/docker/volumes/meldroute/_data /data rw,relatime - ext4 /dev/sda1 rw\n"
)


def _on(line: str) -> str:
    return ROOT + line + "\n"


ON_LINUX = (
    Plaats("a disk of the server", "/srv/meldroute/data", "", ROOT),
    Plaats("a second disk", "/mnt/data/school", "", _on("40 27 8:17 / /mnt/data rw - xfs /dev/sdb1 rw,attr2")),
    Plaats("btrfs, whose device numbers differ", "/home/noor/data", "",
           _on("41 27 0:32 /@home /home rw shared:9 - btrfs /dev/sda2 rw,subvol=/@home"), device="0:45"),
    Plaats("zfs", "/tank/meldroute", "", _on("42 27 0:50 / /tank rw - zfs tank rw,xattr")),
    Plaats("in a container, on its own layers", "/app/data", "", OVERLAY),
    Plaats("in a container, on a volume", "/data/school", "", OVERLAY),
    Plaats("an encrypted folder", "/home/noor/kluis/data", "",
           _on("44 27 0:60 / /home/noor/kluis rw - fuse.gocryptfs /home/noor/.kluis rw,user_id=1000")),
    Plaats("a stick with ntfs", "/media/stick/data", "", _on("45 27 8:33 / /media/stick rw - fuseblk /dev/sdc1 rw")),
    Plaats("a folder with a name that resembles one", "/srv/nfs/cifs/onedriver-export", "", ROOT),
    Plaats("NFS", "/mnt/nas/meldroute", "nfs4",
           _on("50 27 0:70 / /mnt/nas rw,relatime shared:5 - nfs4 nas:/volume1/school rw,vers=4.1,hard")),
    Plaats("NFS version 3", "/mnt/nas/meldroute", "nfs", _on("50 27 0:70 / /mnt/nas rw - nfs nas:/volume1 rw,vers=3")),
    Plaats("a Windows share", "/mnt/school/data", "cifs", _on("51 27 0:71 / /mnt/school rw - cifs //nas/school rw")),
    Plaats("a Windows share, by its new name", "/mnt/s/data", "smb3", _on("51 27 0:71 / /mnt/s rw - smb3 //nas/s rw")),
    Plaats("a share with a blank in its name", "/mnt/De Wilgen/data", "cifs",
           _on("52 27 0:72 / /mnt/De\\040Wilgen rw - cifs //nas/De\\040Wilgen rw")),
    Plaats("a share without a source", "/mnt/x", "nfs", _on("53 27 0:73 / /mnt/x rw - nfs none rw")),
    Plaats("a folder of a share, bound elsewhere", "/var/lib/meldroute/data", "nfs4",
           _on("54 27 0:70 /school /var/lib/meldroute rw - nfs4 nas:/volume1 rw")),
    Plaats("a local disk mounted over a share", "/mnt/nas/data", "",
           _on("50 27 0:70 / /mnt/nas rw - nfs4 nas:/v rw") + "55 50 8:17 / /mnt/nas rw - ext4 /dev/sdb1 rw\n"),
    Plaats("a share mounted over a local disk", "/mnt/nas/data", "cifs",
           _on("55 27 8:17 / /mnt/nas rw - ext4 /dev/sdb1 rw") + "50 55 0:70 / /mnt/nas rw - cifs //nas/v rw\n"),
    Plaats("a share that a later mount of its parent hides", "/mnt/nas/data", "",
           _on("50 27 0:70 / /mnt/nas rw - cifs //nas/v rw") + "56 27 8:17 / /mnt rw - ext4 /dev/sdb1 rw\n",
           device="8:17"),
    Plaats("a local disk inside a share", "/mnt/nas/fast/data", "",
           _on("50 27 0:70 / /mnt/nas rw - cifs //nas/v rw") + "57 50 8:17 / /mnt/nas/fast rw - ext4 /dev/sdb1 rw\n"),
    Plaats("a folder beside a share with the same beginning", "/mnt/nas2/data", "",
           _on("50 27 0:70 / /mnt/nas rw - cifs //nas/v rw")),
    Plaats("ssh", "/home/noor/ver/data", "fuse.sshfs",
           _on("60 27 0:80 / /home/noor/ver rw - fuse.sshfs noor@nas:/data rw,user_id=1000")),
    Plaats("rclone", "/mnt/cloud/data", "fuse.rclone", _on("61 27 0:81 / /mnt/cloud rw - fuse.rclone gdrive: rw")),
    Plaats("a share opened in GNOME", "/run/user/1000/gvfs/smb-share:server=nas/data", "fuse.gvfsd-fuse",
           _on("62 27 0:82 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw")),
    Plaats("WebDAV", "/mnt/dav/data", "fuse.davfs", _on("63 27 0:83 / /mnt/dav rw - fuse.davfs https://w.example rw")),
    Plaats("something of FUSE at an address", "/mnt/dav/data", "fuse.wolk",
           _on("63 27 0:83 / /mnt/dav rw - fuse.wolk https://cloud.example/dav rw")),
    Plaats("a program of FUSE that nobody knows, to another machine", "/mnt/y/data", "fuse.verweg",
           _on("64 27 0:84 / /mnt/y rw - fuse.verweg nas.school.example:/data rw")),
    Plaats("a Windows disk in WSL", "/mnt/c/Users/noor/data", "9p",
           _on("65 27 0:85 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\")),
    Plaats("glusterfs", "/gluster/data", "fuse.glusterfs", _on("66 27 0:86 / /gluster rw - fuse.glusterfs n1:/v rw")),
    Plaats("ceph", "/ceph/data", "ceph", _on("67 27 0:87 / /ceph rw - ceph 10.0.0.1:6789:/ rw,name=admin")),
    Plaats("no mountinfo to read", "/srv/meldroute/data", "", ""),
    Plaats("mountinfo that is rubbish", "/srv/meldroute/data", "", "no such thing\n\x00\n1 2 3\n"),
    Plaats("Dropbox", "/home/noor/Dropbox/meldroute", "Dropbox", ROOT),
    Plaats("Dropbox of a team", "/home/noor/Wilgen Dropbox/Noor/data", "Dropbox", ROOT),
    Plaats("Dropbox under another name", "/home/noor/school/data", "Dropbox", ROOT,
           there=("/home/noor/school/.dropbox.cache",)),
    Plaats("in a home that has the settings of Dropbox", "/home/noor/data", "", ROOT, there=("/home/noor/.dropbox",)),
    Plaats("Nextcloud", "/home/noor/Nextcloud/data", "Nextcloud", ROOT),
    Plaats("Nextcloud under another name", "/srv/wolk/data", "Nextcloud", ROOT,
           there=("/srv/wolk/.nextcloudsync.log",)),
    Plaats("Syncthing", "/home/noor/gedeeld/data", "Syncthing", ROOT, there=("/home/noor/gedeeld/.stfolder",)),
    Plaats("a folder called Dropbox that is a share too", "/mnt/nas/Dropbox/data", "Dropbox",
           _on("50 27 0:70 / /mnt/nas rw - cifs //nas/v rw")),
)  # fmt: skip

ON_WINDOWS = (
    Plaats("a disk of the computer", r"C:\Meldroute\data", "", system="win32", drive=3),
    Plaats("OneDrive of a school", r"C:\Users\noor\OneDrive - De Wilgen\Documenten\data", "OneDrive", system="win32"),
    Plaats("OneDrive at home", r"C:\Users\noor\OneDrive\data", "OneDrive", system="win32"),
    Plaats("OneDrive in capitals", r"C:\Users\noor\ONEDRIVE\data", "OneDrive", system="win32"),
    Plaats("OneDrive under another name", r"D:\Wolk\data", "OneDrive", system="win32",
           environ=(("OneDriveCommercial", r"D:\Wolk"),)),
    Plaats("beside OneDrive", r"D:\Wolk2\data", "", system="win32", environ=(("OneDrive", r"D:\Wolk"),)),
    Plaats("a variable that says nothing", r"D:\data", "", system="win32", environ=(("OneDrive", ""),)),
    Plaats("a library of SharePoint", r"C:\Users\noor\De Wilgen\Team - Documenten\data", "synchronisatiedienst",
           system="win32", clouds=(r"C:\Users\noor\De Wilgen\Team - Documenten",)),
    Plaats("Google Drive", r"G:\Mijn Drive\data", "Google Drive", system="win32"),
    Plaats("a shared drive of Google", r"G:\Gedeelde drives\Zorg\data", "Google Drive", system="win32"),
    Plaats("Google Drive, mirrored", r"C:\school\data", "Google Drive", system="win32",
           there=(r"C:\school\.tmp.driveupload",)),
    Plaats("iCloud", r"C:\Users\noor\iCloudDrive\data", "iCloud", system="win32"),
    Plaats("a share by its name", r"\\nas\school\data", r"\\nas\school", system="win32"),
    Plaats("a share by its long name", r"\\?\UNC\nas\school\data", "nas", system="win32"),
    Plaats("a long name that is no share", r"\\?\C:\Meldroute\data", "", system="win32", drive=3),
    Plaats("a drive letter for a share", r"S:\data", "S:", system="win32", drive=4),
)  # fmt: skip

MACOS = (
    "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
    "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)\n"
    "//noor@nas._smb._tcp.local/school on /Volumes/school (smbfs, nodev, nosuid, mounted by noor)\n"
    "https://cloud.example/dav/ on /Volumes/dav (webdav, nodev, noexec)\n"
)
ON_MACOS = (
    Plaats("a disk of the computer", "/Users/noor/meldroute/data", "", MACOS, "darwin"),
    Plaats("a share", "/Volumes/school/data", "smbfs", MACOS, "darwin"),
    Plaats("WebDAV", "/Volumes/dav/data", "webdav", MACOS, "darwin"),
    Plaats("OneDrive", "/Users/noor/Library/CloudStorage/OneDrive-DeWilgen/data", "OneDrive", MACOS, "darwin"),
    Plaats("Google Drive", "/Users/noor/Library/CloudStorage/GoogleDrive-noor@wilgen.example/My Drive/data",
           "Google Drive", MACOS, "darwin"),
    Plaats("a service that nobody knows", "/Users/noor/Library/CloudStorage/Wolkje/data", "synchronisatiedienst",
           MACOS, "darwin"),
    Plaats("iCloud", "/Users/noor/Library/Mobile Documents/com~apple~CloudDocs/data", "iCloud", MACOS, "darwin"),
)  # fmt: skip

PLAATSEN = (*ON_LINUX, *ON_WINDOWS, *ON_MACOS)
