#!/usr/bin/env python3
"""Asks a served demo city everything its OpenAPI document allows and much it does not, as several roles, by schemathesis: no
answer may be a fault of the server, and every answer must be one the document declares, in status, type, headers and body.

BATON_SERVER and BATON_PASSWORD say where; arguments: examples an operation, then options passed on to schemathesis."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

VERSION = "4.32.5"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "response_headers_conformance,allow_header_conformance,unsupported_method"
)
# Administrators last: what they do may end the sessions of others.
ACCOUNTS = ["office", "linjiang", "statistics", "leader", "audit", "system", "security"]
# Would end the session that is asking, and counts attempts to sign in.
LEFT_OUT = "^/api/session(/password)?$"


def ask(server, path, session=None, body=None):
    headers = {"content-type": "application/json"}
    if session:
        headers["cookie"] = session
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server + path, data, headers)
    with urllib.request.urlopen(request) as answer:
        cookie = (answer.headers.get("set-cookie") or "").split(";")[0]
        return json.load(answer), cookie


def words(server, session):
    """What there is to ask for: without real codes nearly every question ends with “not there”."""
    items = lambda path: ask(server, path, session)[0]["items"]
    workspace = ask(server, "/api/workspace", session)[0]
    schemes = [scheme["id"] for scheme in workspace["schemes"]]
    periods = {period for scheme in workspace["schemes"] for period in scheme["periods"][:2]}
    runs = [run["id"] for run in items("/api/runs")][:20]
    batches = [batch["id"] for batch in items("/api/batches")][:10]
    units = [unit["code"] for unit in items("/api/units?limit=40")]
    indicators = [one["code"] for one in items("/api/indicators")][:20]
    return {
        "scheme": schemes, "period": sorted(periods), "run": runs, "unit": units, "indicator": indicators, "batch": batches,
        "account": ["services", "researcher", "nobody"], "moment": ["2026-01-31", "2026-01-31T10:00:00Z", "2026-02-30"],
        "page": ["ranking", "audit"],
    }


def settings(known):
    lines = []
    for name, entries in known.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(entries, ensure_ascii=False)}", ""]
    plain = {
        "scheme": "scheme", "period": "period", "run": "run", "unit": "unit", "indicator": "indicator", "account": "account",
        "as_of": "moment", "on": "moment", "page": "page", "from_run": "run", "to_run": "run",
    }
    lines += ["[parameters]"]
    bind = lambda key, name: f'"{key}" = {{ dictionary = "{name}", probability = 0.7 }}'
    lines += [bind(f"query.{key}", name) for key, name in plain.items()]
    lines += [bind(f"path.{key}", name) for key, name in [("scheme", "scheme"), ("unit", "unit")]]
    lines += [bind(f"body.{key}", name) for key, name in plain.items() if key in ("scheme", "period", "unit", "indicator")]
    ids = [("runs", "id", "run"), ("schemes", "id", "scheme"), ("batches", "id", "batch"), ("accounts", "code", "account"),
           ("indicators", "code", "indicator"), ("units", "code", "unit")]
    for folder, key, name in ids:
        lines += ["", "[[operations]]", f"include-path-regex = '^/api/{folder}/'", "[operations.parameters]", bind(f"path.{key}", name)]
    return "\n".join(lines) + "\n"


def program():
    """Schemathesis of the one version, in a place of its own that later runs find again."""
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), f"baton-schemathesis-{VERSION}")
    path = os.path.join(cache, "bin", "schemathesis")
    if not os.path.exists(path):
        subprocess.run([sys.executable, "-m", "venv", cache], check=True, stdout=subprocess.DEVNULL)
        pip = [os.path.join(cache, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"schemathesis=={VERSION}"], check=True)
    return path


def main():
    server, password = os.environ["BATON_SERVER"], os.environ["BATON_PASSWORD"]
    examples, more = (sys.argv[1] if len(sys.argv) > 1 else "10"), sys.argv[2:]
    try:
        schemathesis = program()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"schemathesis is not there and cannot be installed ({error}): its questions are skipped", file=sys.stderr)
        return 0
    _, office = ask(server, "/api/session", body={"account": "office", "password": password})
    known = words(server, office)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "schemathesis.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(settings(known))
        for account in ACCOUNTS:
            told, session = ask(server, "/api/session", body={"account": account, "password": password})
            command = [
                schemathesis, "--config-file", config, "run", server + "/api/openapi.json",
                "--header", f"Cookie: {session}", "--header", f"X-Baton-Csrf: {told['csrf']}",
                # Which forms of a question there are does not depend on who asks.
                "--phases", "coverage,fuzzing" if account == ACCOUNTS[0] else "fuzzing", "--checks", CHECKS, "--continue-on-failure", "--no-color",
                # One: the generator of questions shares a cache between threads that now and then breaks.
                "--suppress-health-check", "all", "--warnings", "off", "--workers", "1", "--request-timeout", "60", "--seed", "1", "--max-examples", examples,
            ]
            command += ["--exclude-path-regex", LEFT_OUT, *more]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            cases = next((line.strip() for line in done.stdout.splitlines() if " generated" in line), "nothing was asked")
            print(f"schemathesis as {account}: {cases}", file=sys.stderr)
            if done.returncode != 0:
                failed.append(account)
                print(done.stdout[-20000:], done.stderr[-2000:], sep="\n", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
