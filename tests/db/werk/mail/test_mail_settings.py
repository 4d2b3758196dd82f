"""Mail settings that are incomplete, or would let others read the mail on its way, are refused with a sentence."""

from pathlib import Path

import pytest

from db.werk.mail_settings import MailSettingsError, mail_settings
from tests.over import over

ADRES = "https://meldroute.school.example"


@over(
    ("changes", "said"),
    [
        ({"BEVEILIGING": "geen"}, "zonder versleuteling"),
        ({"BEVEILIGING": ""}, "BEVEILIGING ontbreekt"),
        ({"HOST": ""}, "HOST ontbreekt"),
        ({"AFZENDER": "Meldroute <m@school.example>"}, "AFZENDER"),
        ({"ADRES": "http://meldroute.school.example"}, "ADRES"),
        ({"ADRES": "https://meldroute.school.example/start"}, "ADRES"),
        ({"POORT": "0"}, "POORT"),
        ({"POORT": "smtp"}, "POORT"),
        ({"WACHTWOORD": ""}, "GEBRUIKER"),
        ({"WACHTWOORD_FILE": "/nowhere"}, "een van beide"),
        ({"WACHTWOORD": "", "WACHTWOORD_FILE": "/nowhere"}, "niet te lezen"),
        ({"SERVER": "x"}, "geen bekende instelling"),
    ],
)
def test_settings_by_half_or_without_encryption_are_refused_in_words(changes: dict[str, str], said: str) -> None:
    given = {"HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "m@school.example", "ADRES": ADRES}
    given |= {"GEBRUIKER": "m", "WACHTWOORD": "geheim-van-de-mail"} | changes
    with pytest.raises(MailSettingsError, match=said) as refused:
        mail_settings({f"MELDCODE_SMTP_{name}": value for name, value in given.items()})
    assert "geheim-van-de-mail" not in str(refused.value)


def test_the_port_follows_from_the_way_of_encrypting_and_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim\n")
    given = {"HOST": "mail.school.example", "AFZENDER": "m@school.example", "ADRES": f"{ADRES}/", "GEBRUIKER": "m"}
    given |= {"WACHTWOORD_FILE": str(tmp_path / "secret")}
    found = [
        mail_settings({f"MELDCODE_SMTP_{name}": value for name, value in (given | {"BEVEILIGING": each}).items()})
        for each in ("starttls", "tls")
    ]
    assert [(each.port, each.wachtwoord, each.adres) for each in found if each] == [
        (587, "geheim", ADRES),
        (465, "geheim", ADRES),
    ]
    assert "geheim" not in repr(found)
