"""Requests of every kind against a running coordd: python http_requests.py ADDRESS FP-TOKEN UNDP-TOKEN NGO-TOKEN."""
import json
import os
import re
import socket
import subprocess
import sys
import time

from cloudevents.conversion import to_binary, to_structured
from cloudevents.http import CloudEvent
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from common import Web, assistance, lesson

address, fp_token, undp_token, ngo_token = sys.argv[1:]
anybody = Web(address)


def publish(token, events, status=200, **headers):
    headers.setdefault("Content_Type", "application/cloudevents-batch+json")
    body = events if isinstance(events, (str, bytes)) else json.dumps(events)
    return anybody.json("POST", "/events", body, status=status, Authorization=f"Bearer {token}", **headers)


def health():
    assert anybody.ask("GET", "/healthz")[2] == "ok\n"
    assert anybody.ask("GET", "/readyz")[2] == "ready\n"
    status, headers, page = anybody.ask("GET", "/")
    assert status == 200 and "<title>CoordBus</title>" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"] and "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
    total = 0
    for name in ["", "style.css", "base.js", "live.js", "views.js", "app.js", "icon.svg", "lang/en.json", "lang/ar.json"]:
        status, headers, text = anybody.ask("GET", "/" + name)
        assert status == 200, name
        total += len(text.encode())
        assert anybody.ask("GET", "/" + name, If_None_Match=headers["ETag"])[0] == 304
    assert total < 200 << 10, total


def cloudevents():
    """The SDK's own encodings are taken, and sending again gives the first receipt."""
    def event(number):
        made = assistance("undp", f"SDK-{number}", "Voter registration")
        data = made.pop("data")
        return CloudEvent(made, data)

    for number, encode in enumerate([to_structured, to_binary]):
        headers, body = encode(event(number))
        headers = {name.replace("-", "_"): value for name, value in headers.items()}
        if encode is to_binary:
            headers["content_type"] = "application/json"
        first = anybody.json("POST", "/events", body, Authorization=f"Bearer {undp_token}", **headers)
        again = anybody.json("POST", "/events", body, Authorization=f"Bearer {undp_token}", **headers)
        assert first["receipts"][0]["code"] == 0, first
        assert again["receipts"][0]["sequence"] == first["receipts"][0]["sequence"], again
    batch = [assistance("undp", f"BATCH-{number}", "Training") for number in range(3)]
    receipts = publish(undp_token, batch)["receipts"]
    assert [one["code"] for one in receipts] == [0, 0, 0]
    # One of somebody else among its own: told one by one.
    mixed = publish(undp_token, [assistance("undp", "OWN", "x"), assistance("ohchr", "OTHER", "x")], status=207)["receipts"]
    assert [one["code"] for one in mixed] == [0, 403], mixed


def refusals():
    publish(undp_token, "{", status=400)
    publish(undp_token, "[]", status=400)
    publish(undp_token, "{}", status=400)
    publish(undp_token, "x", status=415, Content_Type="text/plain")
    publish("cb_" + "x" * 43, [], status=401)
    publish(ngo_token, [assistance("ngo", "N", "x")], status=403)
    publish(undp_token, [assistance("undp", "N", "x")], status=403, Origin="http://elsewhere.example")
    publish(undp_token, [assistance("undp", "N", "x")], status=403, Sec_Fetch_Site="cross-site")
    for path in ["/nothing", "/../etc/passwd", "/%2e%2e/etc/passwd", "/api", "/api/events/0", "/api/events/1/2", "//"]:
        status, _, _ = anybody.ask("GET", path)
        assert status in (400, 401, 404), (path, status)
    assert anybody.ask("DELETE", "/")[0] == 405
    for path in ["/api/session", "/api/events", "/api/live", "/api/state", "/api/query/countries"]:
        assert anybody.ask("GET", path)[0] == 401, path
    assert anybody.ask("POST", "/api/session", {"token": "wrong" * 8})[0] == 401
    # A body that is too long is refused by its announced length, before it is sent.
    raw = socket.create_connection(anybody.host.split(":"), timeout=20)
    raw.sendall(f"POST /events HTTP/1.1\r\nHost: {anybody.host}\r\nAuthorization: Bearer {undp_token}\r\n"
                "Content-Type: application/cloudevents+json\r\nContent-Length: 99999999999\r\n\r\n".encode())
    assert b" 413 " in raw.recv(4096).split(b"\r\n")[0]
    raw.close()
    for junk in [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 100 + b"\r\n\r\n"]:
        raw = socket.create_connection(anybody.host.split(":"), timeout=20)
        raw.sendall(junk)
        raw.close()
    assert anybody.ask("GET", "/healthz")[0] == 200


def people():
    fp, ngo = Web(address), Web(address)
    session = fp.sign_in(fp_token)
    assert session["agency"] == "fp" and session["closes"] and "overlaps" in session["queries"]
    assert not ngo.sign_in(ngo_token)["closes"]
    secret = publish(fp_token, [assistance("fp", "SECRET", "<img src=x onerror=alert(1)>", label="focal-point")])
    sequence = secret["receipts"][0]["sequence"]
    assert fp.json("GET", f"/api/events/{sequence}")["event"]["subject"] == "SECRET"
    # To the ngo it does not exist, and the list shows nothing of it.
    assert ngo.ask("GET", f"/api/events/{sequence}")[0] == 404
    assert all(one["sequence"] != sequence for one in ngo.json("GET", "/api/events?limit=200")["events"])
    assert any(one["sequence"] == sequence for one in fp.json("GET", "/api/events?limit=200")["events"])
    assert ngo.ask("POST", "/api/verdicts", {"overlap": "OV-x", "verdict": "joint"})[0] == 403
    # Without the session's secret nothing changes.
    keep, fp.secret = fp.secret, None
    assert fp.ask("POST", "/api/verdicts", {"overlap": "OV-x", "verdict": "joint"})[0] == 403
    fp.secret = keep
    assert fp.ask("POST", "/api/verdicts", {"overlap": "OV-x", "verdict": "joint"})[0] == 404
    assert fp.ask("GET", "/api/query/nothing")[0] == 404
    assert fp.ask("DELETE", "/api/session")[0] == 200
    assert fp.ask("GET", "/api/session")[0] == 401


def live():
    fp, ngo = Web(address), Web(address)
    last = fp.sign_in(fp_token)["last"]
    ngo.sign_in(ngo_token)
    stream, hidden = fp.live(last), ngo.live(last)
    publish(undp_token, [lesson("undp", f"LIVE-{number}", f"LIVE-{number}") for number in range(300)])
    publish(undp_token, [lesson("undp", "LIVE-PUBLIC", "LIVE-PUBLIC", label="public")])
    seen = []
    for sequence, event in stream:
        if event["type"] == "lesson.recorded":
            seen.append((sequence, event["title"]["en"]))
        if len(seen) == 100:
            stream.close()
            break
    for sequence, event in fp.live(seen[-1][0], "lesson.recorded.>"):
        seen.append((sequence, event["title"]["en"]))
        if event["title"]["en"] == "LIVE-PUBLIC":
            break
    assert [title for _, title in seen] == [f"LIVE-{number}" for number in range(300)] + ["LIVE-PUBLIC"]
    # Who may see public events only is shown the one, and not even gaps in between.
    assert next(hidden)[1]["title"]["en"] == "LIVE-PUBLIC"
    hidden.close()


def verdict():
    undp, fp = Web(address), Web(address)
    undp.sign_in(undp_token)
    fp.sign_in(fp_token)
    publish(undp_token, [assistance("undp", "V1", "Electoral dispute resolution for judges", country="LBR")])
    publish(fp_token, [assistance("fp", "V2", "Electoral dispute resolution, training of judges", country="LBR")])
    deadline = time.monotonic() + 60
    flags = []
    while not flags and time.monotonic() < deadline:
        flags = undp.json("GET", "/api/query/overlaps?country=LBR")["overlaps"]
    overlap = flags[0]["overlap"]
    whole = undp.json("GET", f"/api/query/overlap?overlap={overlap}")
    assert len(whole["records"]) == 2 and whole["terms"], whole
    receipt = undp.json("POST", "/api/verdicts", {"overlap": overlap, "verdict": "joint", "note": "we share a team"})["receipts"][0]
    event = undp.json("GET", f"/api/events/{receipt['sequence']}")["event"]
    assert event["type"] == "org.coordbus.overlap.reviewed" and event["source"] == "urn:coordbus:agency:undp", event
    # Only the focal point closes one.
    refused = undp.ask("POST", "/api/verdicts", {"overlap": overlap, "verdict": "joint", "resolution": "joint"})
    assert refused[0] == 403, refused
    fp.json("POST", "/api/verdicts", {"overlap": overlap, "verdict": "joint", "resolution": "joint"})
    answers = []
    while len(answers) < 2 and time.monotonic() < deadline:
        answers = fp.json("GET", f"/api/query/overlap?overlap={overlap}")["answers"]
    assert {one["by"] for one in answers} == {"undp", "fp"}, answers


def promtool():
    """Prometheus' own tool; None, and a word about it, where it cannot be had."""
    found = subprocess.run([os.path.join(os.path.dirname(__file__), "../../../scripts/promtool")], text=True, capture_output=True)
    if found.returncode == 0:
        return found.stdout.strip()
    print(f"promtool's checks are skipped: {found.stderr.strip()}", file=sys.stderr)
    return None


def metrics():
    for accept in ["text/plain", "application/openmetrics-text; version=1.0.0"]:
        status, headers, text = anybody.ask("GET", "/metrics", Accept=accept)
        assert status == 200 and "coordbus_events_recorded" in text
    _, _, text = anybody.ask("GET", "/metrics")
    tool = promtool()
    if tool:
        checked = subprocess.run([tool, "check", "metrics"], input=text, text=True, capture_output=True)
        assert checked.returncode == 0 and not checked.stdout + checked.stderr, checked.stdout + checked.stderr
    # Alert rules and dashboard speak of metrics that there are.
    known = {line.split("{")[0].split()[0] for line in text.splitlines() if line and not line.startswith("#")}
    known |= {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    folder = os.path.join(os.path.dirname(__file__), "../../../config/monitoring")
    for name in os.listdir(folder):
        with open(os.path.join(folder, name)) as file:
            used = set(re.findall(r"\b(?:coordbus|process)_[a-z_]+", file.read()))
        assert used <= known, (name, used - known)
    # The guide names every metric that there is, and no other.
    with open(os.path.join(folder, "../../docs/operations.md")) as file:
        told = set(re.findall(r"`((?:coordbus|process)_[a-z_]+)", file.read()))
    there = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    told, there = ({name.removesuffix("_total") for name in names} for names in (told, there))
    there.add("coordbus_handshakes")  # of buses with keys; this one has none
    assert told == there, (told - there, there - told)
    if tool:
        checked = subprocess.run([tool, "check", "rules", os.path.join(folder, "alerts.yml")], text=True, capture_output=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    # The other format, by the parser of Prometheus' own client.
    families = {one.name: one for one in text_string_to_metric_families(anybody.ask(
        "GET", "/metrics", Accept="application/openmetrics-text; version=1.0.0")[2])}
    assert families["coordbus_log_commit_seconds"].type == "histogram" and families["coordbus_refusals"].samples
    for name in ["coordbus_events_recorded", "coordbus_events_repeated", "coordbus_receipts", "coordbus_log_batches", "coordbus_queue_depth",
                 "coordbus_queue_bound", "coordbus_flags_open", "coordbus_register_lag_events", "coordbus_sessions", "process_resident_memory_bytes",
                 "coordbus_inbox_lag_events", "coordbus_inbox_lag_seconds", "coordbus_feed_messages", "coordbus_feed_subscriptions",
                 "coordbus_feed_reopenings"]:
        assert name in families, name


for step in [health, cloudevents, refusals, people, live, verdict, metrics]:
    step()
    print(step.__name__)
