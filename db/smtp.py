"""Handing in mail: SMTP over TLS, with the certificate of the server checked."""

import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from types import TracebackType

from db.mail_settings import Beveiliging, MailSettings

_SECONDS = 20


class CannotConnect(Exception):
    """The server cannot be reached, is not who it says, or does not let us in. ``sentence`` is Dutch."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Exception):
    """The server does not take this one mail. ``sentence`` is Dutch, and names nobody."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Mailer:
    """One connection, over which any number of mails go."""

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
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=_SECONDS, context=safely)
            else:
                smtp = smtplib.SMTP(to.host, to.port, timeout=_SECONDS)
                smtp.starttls(context=safely)
            if to.gebruiker:
                smtp.login(to.gebruiker, to.wachtwoord)
        except ssl.SSLCertVerificationError:
            raise CannotConnect("Het certificaat van de mailserver klopt niet. Er is niets verstuurd.") from None
        except smtplib.SMTPAuthenticationError:
            raise CannotConnect("De mailserver weigert de gebruikersnaam of het wachtwoord.") from None
        except smtplib.SMTPNotSupportedError:
            raise CannotConnect("De mailserver kan niet versleutelen of inloggen. Er is niets verstuurd.") from None
        except (smtplib.SMTPException, ssl.SSLError, OSError):
            raise CannotConnect("De mailserver is niet bereikbaar.") from None
        return smtp

    def send(self, to: str, subject: str, text: str, now: datetime) -> None:
        """Hand in one mail. Raises ``Refused`` when it is not taken, ``CannotConnect`` when there is no line."""
        if self._smtp is None:
            self._smtp = self._connected()
        try:
            self._smtp.send_message(self._made(to, subject, text, now))
        except smtplib.SMTPServerDisconnected:
            # Perhaps because of this one mail: the next goes over a line of its own.
            self._smtp = None
            raise Refused("De mailserver verbrak de verbinding.") from None
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise Refused(f"De mailserver neemt dit adres niet aan (code {code}).") from None
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
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message
