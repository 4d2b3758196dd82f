# in een kloon, met crontab -e:
*/5 * * * * cd /opt/meldroute && .venv/bin/python -m db mail > /dev/null
# of, met systemd:
systemctl enable --now meldroute-mail.timer
