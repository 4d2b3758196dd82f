# een dienst van systemd mag niet vanzelf naar buiten: geef het adres van de mailserver
systemctl edit meldroute-server meldroute-mail
[Service]
IPAddressAllow=192.0.2.25
