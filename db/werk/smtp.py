"""The connection to the mail server: SMTP over TLS, with the certificate of the server checked.

Signing in is done here, in UTF-8 (RFC 4616, 4954), because that of smtplib takes ASCII only, and quotes the character
of the password that is not.
"""

import hmac
import smtplib
import socket
import ssl
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from types import TracebackType

from db.werk.mail_settings import Beveiliging, MailSettings

_SECONDS = 20
# These sentences are stored with a mail, in a column of 120 characters.
_OTHER_PORT = "De mailserver versleutelt op deze poort anders: bij starttls hoort meestal poort 587, bij tls poort 465."
_WRONG = "De mailserver weigert de gebruikersnaam of het wachtwoord (code {})."
_OF_AN_APP = "De mailserver vraagt een apart wachtwoord voor programma’s, een app-wachtwoord (code {})."
_SWITCHED_OFF = "De mailserver staat inloggen met een wachtwoord voor dit account niet toe (code {}): zie docs/mail.md."
_OTHERWISE = "De mailserver laat niet inloggen met een wachtwoord, alleen met {}: zie docs/mail.md."
_LATER = "De mailserver kan het wachtwoord nu niet nagaan (code {}). Het wordt vanzelf opnieuw geprobeerd."
# Extended codes of large providers (RFC 3463): Google asks for an app password, Microsoft has passwords switched off.
_ADDED = {b"5.7.9": _OF_AN_APP, b"5.7.139": _SWITCHED_OFF, b"5.7.3": _SWITCHED_OFF, b"5.7.57": _SWITCHED_OFF}


class CannotConnect(Exception):
    """The server cannot be reached, is not who it claims to be, or refuses to sign us in. ``sentence`` is Dutch."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Exception):
    """The server refuses this one mail. ``sentence`` is Dutch, and names nobody."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _sign_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """Sign in, in UTF-8. Raises ``CannotConnect`` with a Dutch sentence, which has nothing of the password in it."""
    smtp.ehlo_or_helo_if_needed()
    offered = smtp.esmtp_features.get("auth", "").upper().replace("=", " ").split()
    name, secret = user.encode(), password.encode()
    if "PLAIN" in offered:
        code, said = smtp.docmd("AUTH", "PLAIN " + _coded(b"\0".join((b"", name, secret))))
    elif "LOGIN" in offered:
        code, said = smtp.docmd("AUTH", "LOGIN")
        for each in (name, secret):
            if code == 334:
                code, said = smtp.docmd(_coded(each))
    elif "CRAM-MD5" in offered:
        code, said = smtp.docmd("AUTH", "CRAM-MD5")
        if code == 334:
            proof = hmac.new(secret, b64decode(said), "md5").hexdigest()
            code, said = smtp.docmd(_coded(name + b" " + proof.encode()))
    else:
        raise CannotConnect(_OTHERWISE.format(" of ".join(sorted(set(offered))[:3])[:35] or "iets anders"))
    if code in (235, 503):
        return
    added = said.split(maxsplit=1)[:1]
    sentence = _ADDED.get(added[0] if added else b"", _LATER if 400 <= code < 500 else _WRONG)
    raise CannotConnect(sentence.format(code))


def _coded(value: bytes) -> str:
    return b64encode(value).decode()


class Mailer:
    """One connection for any number of mails, opened at the first; use it in a ``with`` statement."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Mailer":
        self._smtp = self._connected()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        to, safely = self._settings, ssl.create_default_context()
        try:
            if to.beveiliging is Beveiliging.TLS:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, to.own_name, timeout=_SECONDS, context=safely)
            else:
                smtp = smtplib.SMTP(to.host, to.port, to.own_name, timeout=_SECONDS)
                smtp.starttls(context=safely)
            if to.gebruiker:
                _sign_in(smtp, to.gebruiker, to.wachtwoord)
        except ssl.SSLCertVerificationError:
            raise CannotConnect("Het certificaat van de mailserver klopt niet. Er is niets verstuurd.") from None
        except smtplib.SMTPNotSupportedError:
            raise CannotConnect("De mailserver kan niet versleutelen. Er is niets verstuurd.") from None
        except smtplib.SMTPResponseException as refused:
            raise CannotConnect(f"De mailserver laat ons niet toe (code {refused.smtp_code}).") from None
        except ssl.SSLError:
            raise CannotConnect(_OTHER_PORT) from None
        except socket.gaierror:
            raise CannotConnect("De naam van de mailserver is niet te vinden: klopt die naam?") from None
        except (smtplib.SMTPException, OSError, ValueError):
            raise CannotConnect("De mailserver is niet bereikbaar.") from None
        return smtp

    def send(self, to: str, subject: str, text: str, now: datetime) -> None:
        """Send one mail. Raises ``Refused`` when it is refused, ``CannotConnect`` when the connection is lost."""
        if self._smtp is None:
            self._smtp = self._connected()
        try:
            self._smtp.send_message(self._made(to, subject, text, now))
        except smtplib.SMTPServerDisconnected:
            # Perhaps because of this one mail: use a new connection for the next.
            self._smtp = None
            raise Refused("De mailserver verbrak de verbinding.") from None
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise Refused(f"De mailserver neemt dit adres niet aan (code {code}).") from None
        except smtplib.SMTPSenderRefused as refused:
            # Not about this mail: no other would be accepted either.
            raise CannotConnect(
                f"De mailserver laat niet versturen vanaf dit afzenderadres (code {refused.smtp_code})."
            ) from None
        except smtplib.SMTPResponseException as refused:
            raise Refused(f"De mailserver neemt deze mail niet aan (code {refused.smtp_code}).") from None
        except (smtplib.SMTPException, UnicodeError, ValueError):
            raise Refused("Dit e-mailadres kan niet worden gebruikt.") from None
        except OSError:
            self._smtp = None
            raise Refused("De verbinding met de mailserver viel weg.") from None

    def _made(self, to: str, subject: str, text: str, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.afzender, to, subject
        message["Date"] = format_datetime(now.replace(tzinfo=UTC))
        message["Message-ID"] = make_msgid(domain=self._settings.afzender.rpartition("@")[2])
        # Suppress out-of-office replies: RFC 3834, Exchange (which heeds only its own header), and old servers.
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
        message["Precedence"] = "bulk"
        message.set_content(text)
        return message
