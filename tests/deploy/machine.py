"""A machine without systemd on which ``deploy/bijwerken`` runs: what it calls is played by small programs here."""

import os
import signal
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from tests.deploy.wheel import ROOT

_SCRIPT = ROOT / "deploy" / "bijwerken"
_LASTS = "300"  # seconds after which a server that was forgotten ends
# Starts and stops the server; the timers are not enabled. What it was asked stands in the file ``asked``.
_SYSTEMCTL = f"""#!/bin/sh
echo "$@" >> {{place}}/asked
case "$1 $2" in
    "stop meldroute-server.service")
        if [ -e {{place}}/server ]; then
            kill $(cat {{place}}/server) 2> /dev/null
            while kill -0 $(cat {{place}}/server) 2> /dev/null; do sleep 0.05; done
            rm {{place}}/server
        fi ;;
    "start meldroute-server.service" | "enable --now")
        [ "$2" = --now ] && [ "$3" != meldroute-server.service ] && exit 0
        cd {{place}}/data
        setsid timeout {_LASTS} {{place}}/huis/nu/bin/meldroute run --server.port {{port}} > {{place}}/log 2>&1 &
        echo $! > {{place}}/server ;;
    "is-enabled --quiet") [ "$3" = meldroute-server.service ] ;;
esac
"""
_RUNUSER = """#!/bin/sh
shift 3  # -u meldroute --
exec "$@"
"""
# An environment in which the libraries of the tests are installed already.
_INSIDE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
_PYTHON = f"""#!/bin/sh
[ "$2" = venv ] || exec {sys.executable} "$@"
{sys.executable} -m venv --without-pip "$3"
echo {sysconfig.get_path("purelib")} > "$3"/{_INSIDE}/of-the-tests.pth
"""


class Machine:
    """Its files are below ``place``: ``huis`` with the versions, ``data``, ``kept`` with the back-ups."""

    def __init__(self, place: Path, port: int) -> None:
        self.place, self.port, self.starts_in = place, port, 0.0
        self.data, self.kept, self.asked = place / "data", place / "kept", place / "asked"
        for each in (place / "huis", place / "bin", self.data, self.kept):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, text in {"systemctl": _SYSTEMCTL, "runuser": _RUNUSER, "python3": _PYTHON}.items():
            file = place / "bin" / name
            file.write_text(text.format(place=place, port=port) if name == "systemctl" else text)
            file.chmod(0o755)
        self.settings(self.kept)

    def settings(self, kept: Path, **others: str) -> None:
        """Write ``meldroute.env``, with this folder for back-ups, and with ``others`` instead of the usual ones."""
        said = {
            "MELDCODE_DATABASE_URL": f"sqlite:///{self.data}/meldroute.sqlite",
            "MELDCODE_KEY_FILE": f"{self.data}/meldroute.key",
            "MELDROUTE_BACKUPS": str(kept),
        }
        lines = (f"{name}='{value}'\n" for name, value in (said | others).items())
        (self.place / "env").write_text("".join(lines))

    def environment(self) -> dict[str, str]:
        """What a shell on this machine knows."""
        known = {name: value for name, value in os.environ.items() if not name.startswith(("MELD", "PYTHON"))}
        return known | {
            "PATH": f"{self.place / 'bin'}:{known['PATH']}",
            "MELDROUTE_HUIS": str(self.place / "huis"),
            "MELDROUTE_INSTELLINGEN": str(self.place / "env"),
            "MELDROUTE_PROCESSEN": "1",
            "STREAMLIT_SERVER_PORT": str(self.port),
            "PIP_NO_INDEX": "1",
        }

    def does(self, what: str) -> "subprocess.CompletedProcess[str]":
        """Run ``bijwerken`` with this argument."""
        command = ["sh", str(_SCRIPT), what]
        environment = self.environment()
        return subprocess.run(command, cwd=self.place, env=environment, capture_output=True, text=True, timeout=240)

    def systemctl(self, *what: str) -> None:
        """What an administrator does with the services."""
        environment = self.environment()
        settings = (self.place / "env").read_text().splitlines()
        environment |= {name: value.strip("'") for name, value in (line.split("=", 1) for line in settings)}
        subprocess.run([str(self.place / "bin" / "systemctl"), *what], env=environment, check=True)

    @property
    def version(self) -> str:
        """Which version the machine points at."""
        return (self.place / "huis" / "nu").resolve().name

    def pid(self) -> int:
        """The process of the server; 0 when none runs."""
        with suppress(OSError, ValueError):
            found = int((self.place / "server").read_text())
            os.kill(found, 0)
            return found
        return 0

    def ends(self) -> None:
        """End the server, at the end of a test."""
        if self.pid():
            os.killpg(self.pid(), signal.SIGTERM)
