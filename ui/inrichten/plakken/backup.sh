# in een kloon, met crontab -e:
15 2 * * * cd /opt/meldroute && .venv/bin/python -m db backup {map}
45 3 * * 0 cd /opt/meldroute && .venv/bin/python -m db verify
# of, met systemd: de map staat in /etc/meldroute/meldroute.env, als MELDROUTE_BACKUPS
systemctl enable --now meldroute-backup.timer
