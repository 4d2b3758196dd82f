#!/bin/sh
# Run once by the image of PostgreSQL, when the database is made: the two accounts of docs/postgresql.md.
set -eu
psql --set ON_ERROR_STOP=1 --set eigenaar="$EIGENAAR" --set werk="$WERK" --username postgres <<'SQL'
CREATE ROLE meldroute_owner LOGIN PASSWORD :'eigenaar';
CREATE ROLE meldroute LOGIN PASSWORD :'werk';
CREATE DATABASE meldroute OWNER meldroute_owner;
\connect meldroute
GRANT USAGE ON SCHEMA public TO meldroute;
ALTER DEFAULT PRIVILEGES FOR ROLE meldroute_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO meldroute;
SQL
