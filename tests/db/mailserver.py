"""A real mail server on loopback with a self-signed certificate; tests decide how it misbehaves."""

import datetime
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PATIENCE = 60  # seconds, on a busy machine
USER, PASSWORD = "meldroute@school.example", "a-password-of-the-mailbox"


@cache
def certificate(name: str) -> bytes:
    """A key and a self-signed certificate in one file, for a server of this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    # By the real clock, because TLS checks whether a certificate is valid now.
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + made.public_bytes(serialization.Encoding.PEM)


@dataclass
class Mailbox:
    """The mails that came in, as plain text; and how the server treats whom."""

    port: int = 0
    came: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)  # these addresses are answered with 550
    later: set[str] = field(default_factory=set)  # these with 451
    hang_up: set[str] = field(default_factory=set)  # at these the connection is dropped
    refuse_sender: bool = False
    password: str = PASSWORD
    refusal: str = ""  # the answer to any sign-in, right or wrong
    greeted_as: list[str] = field(default_factory=list)

    def to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.came if each["To"] == address]

    async def handle_EHLO(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, session: Session, _envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        session.host_name = name
        self.greeted_as.append(name)
        return answers

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return "550 5.7.60 not allowed to send as this sender"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def auth_XOAUTH2(self, _server: SMTP, _words: list[str]) -> AuthResult:  # noqa: N802
        """Offered by a server that takes no passwords; nobody here has a token."""
        return AuthResult(success=False, handled=False)

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuse:
            return "550 no such mailbox"
        if address in self.later:
            return "451 try again later"
        if address in self.hang_up:
            server.transport.close()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.raw.append(content)
        self.came.append(message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def authenticator(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        good = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), self.password.encode())
        self.users.append(mechanism)
        if self.refusal:
            return AuthResult(success=False, handled=False, message=self.refusal)
        return AuthResult(success=good, handled=False)


@contextmanager
def running(
    folder: Path,
    security: str = "starttls",
    name: str = "localhost",
    auth: bool = True,
    without: tuple[str, ...] = ("XOAUTH2",),
) -> Iterator[Mailbox]:
    """A server during a test. ``security``: starttls, tls or none. ``without``: ways to sign in that it lacks."""
    file = folder / f"{name}-{security}.pem"
    file.write_bytes(certificate(name))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    with held_port() as port:
        yield from _at(port, context, security, auth, without)


@contextmanager
def held_port() -> Iterator[int]:
    """Reserve a port that no other process gets; connections are refused until a server listens there."""
    with socket.socket() as holding:
        holding.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holding.bind(("127.0.0.1", 0))
        yield int(holding.getsockname()[1])


def _at(port: int, context: ssl.SSLContext, security: str, auth: bool, without: tuple[str, ...]) -> Iterator[Mailbox]:
    mailbox = Mailbox(port)
    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": port, "server_hostname": "localhost"}
    options |= {"ready_timeout": _PATIENCE}
    if auth:
        options |= {"authenticator": mailbox.authenticator, "auth_require_tls": True, "auth_exclude_mechanism": without}
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif security == "tls":
        # aiosmtpd does not count TLS from the first byte as TLS when it decides whether signing in is allowed.
        options |= {"ssl_context": context, "auth_require_tls": False}
    server = Controller(mailbox, **options)
    server.start()
    try:
        yield mailbox
    finally:
        server.stop()


def trusted(folder: Path, name: str = "localhost") -> Path:
    """A file of trusted authorities with this certificate, like an administrator's own."""
    file = folder / "authorities.pem"
    file.write_bytes(certificate(name)[certificate(name).index(b"-----BEGIN CERTIFICATE") :])
    return file
