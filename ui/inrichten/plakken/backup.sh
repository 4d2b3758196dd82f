# in een kloon, met crontab -e:
15 1 * * * cd /opt/meldroute && .venv/bin/python -m db bewaren
15 2 * * * cd /opt/meldroute && .venv/bin/python -m db backup {map}
30 3 * * * cd /opt/meldroute && .venv/bin/python -m db verify --snel
45 4 * * 6 cd /opt/meldroute && .venv/bin/python -m db verify
# of, met systemd: de map staat in /etc/meldroute/meldroute.env, als MELDROUTE_BACKUPS
systemctl enable --now meldroute-backup.timer meldroute-bewaren.timer meldroute-verify-snel.timer meldroute-verify.timer
