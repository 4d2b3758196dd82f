# het geheim: typ het na deze opdracht, en sluit af met Ctrl-D
install -m 640 -g meldroute /dev/stdin {geheim}
# in /etc/meldroute/meldroute.env:
{regels}
# daarna:
systemctl restart meldroute-server
