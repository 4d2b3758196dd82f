"""nginx and Caddy as `deploy/front` has them, with the ports and the certificate of a test."""

from collections.abc import Sequence
from pathlib import Path

from tests.deploy.wheel import ROOT

FRONT = ROOT / "deploy" / "front"
NAME = "meldroute.school.example"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """The text with each first replaced by each second, which must be there."""
    for old, new in pairs:
        assert old in text, f"{old!r} is not in the configuration any more"
        text = text.replace(old, new)
    return text


def nginx(place: Path, secure: int, plain: int, program: int, pem: Path) -> list[str]:
    text = changed(
        (FRONT / "nginx.conf").read_text(),
        ("listen 443", f"listen 127.0.0.1:{secure}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("127.0.0.1:8501", f"127.0.0.1:{program}"),
        ("/etc/ssl/meldroute.pem", str(pem)),
        ("/etc/ssl/meldroute.key", str(pem)),
    )
    return _run(place, text)


def _run(place: Path, text: str) -> list[str]:
    """The command that runs nginx with this configuration, which keeps its files here."""
    kept = "".join(
        f"{kind}_temp_path {place}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off;\npid {place}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{kept}{text}}}\n"
    (place / "nginx.conf").write_text(whole)
    return ["nginx", "-p", str(place), "-e", "stderr", "-c", str(place / "nginx.conf")]


def caddy(place: Path, secure: int, plain: int, program: int, pem: Path) -> list[str]:
    text = changed(
        (FRONT / "Caddyfile").read_text(),
        (f"\n{NAME} {{", f"\n{NAME} {{\n    tls {pem} {pem}\n    bind 127.0.0.1"),
        ("127.0.0.1:8501", f"127.0.0.1:{program}"),
    )
    return _run_caddy(place, f"{{\n admin off\n https_port {secure}\n http_port {plain}\n}}\n{text}")


def _run_caddy(place: Path, text: str) -> list[str]:
    (place / "Caddyfile").write_text(text)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(place / "Caddyfile")]


def nginx_without_https(place: Path, port: int, nodes: Sequence[int]) -> list[str]:
    """The same before several nodes, at this port and without HTTPS."""
    here = (FRONT / "nginx.conf").read_text()
    secure = "".join(line for line in here.splitlines(keepends=True) if " ssl_" in line and "reject" not in line)
    text = changed(
        here[here.index("map $http_cookie") : here.index("server {")] + here[here.rindex("server {") :],
        ("listen 443 ssl http2", f"listen 127.0.0.1:{port}"),
        (secure, ""),
        (
            "    server 127.0.0.1:8501;\n",
            "".join(f"    server 127.0.0.1:{each} max_fails=1 fail_timeout=2s;\n" for each in nodes),
        ),
    )
    return _run(place, text)


def caddy_without_https(place: Path, port: int, nodes: Sequence[int]) -> list[str]:
    """The same with Caddy."""
    text = changed(
        (FRONT / "Caddyfile").read_text(),
        (f"\n{NAME} {{", f"\nhttp://:{port} {{\n    bind 127.0.0.1"),
        ("127.0.0.1:8501", " ".join(f"127.0.0.1:{each}" for each in nodes)),
        ("fail_duration 10s", "fail_duration 2s"),
    )
    return _run_caddy(place, f"{{\n admin off\n}}\n{text}")
