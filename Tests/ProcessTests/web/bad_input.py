"""What a hostile or broken client does: python bad_input.py ADDRESS FP-TOKEN UNDP-TOKEN NGO-TOKEN.

Everything is refused or closed, and counted; nothing grows without bound; somebody who watches meanwhile notices nothing.
"""
import concurrent.futures
import json
import random
import resource
import socket
import sys
import threading
import time

from common import Web, lesson

address, fp_token, undp_token, _ = sys.argv[1:]
anybody, fp = Web(address), Web(address)
host, port = anybody.host.split(":")
PATIENCE = 120


def connect():
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def said(raw):
    """The status of the answer; 0 when the connection was closed without one."""
    answer = b""
    try:
        while b"\r\n" not in answer:
            chunk = raw.recv(4096)
            if not chunk:
                return 0
            answer += chunk
    except ConnectionError:
        return 0
    return int(answer.split(b" ", 2)[1])


def send(data):
    """Sends what is no good request. What has no end of a head is not waited for: the server would, for a minute."""
    with connect() as raw:
        try:
            raw.sendall(data)
        except OSError:
            pass
        return said(raw) if b"\r\n\r\n" in data else 0


def numbers():
    """Metrics without labels, and with them."""
    text = anybody.ask("GET", "/metrics")[2]
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if not line.startswith("#")}


def wait(what, condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} s: {numbers()}"
        time.sleep(0.05)


def alive():
    assert anybody.ask("GET", "/healthz")[2] == "ok\n"


class Watcher(threading.Thread):
    """Watches the log the whole time."""

    def __init__(self):
        super().__init__(daemon=True)
        one = Web(address)
        self.stream = one.live(one.sign_in(fp_token)["last"], "lesson.>")
        self.titles = []

    def run(self):
        for _, event in self.stream:
            self.titles.append(event["title"]["en"])


def publish(name):
    body = json.dumps([lesson("undp", name, name)])
    answer = anybody.json("POST", "/events", body, Authorization=f"Bearer {undp_token}", Content_Type="application/cloudevents-batch+json")
    assert answer["receipts"][0]["code"] == 0, answer
    wait(f"{name} at the watcher", lambda: name in watcher.titles)


def malformed():
    refused = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 200, b"\r\n\r\n\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b" / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET / HTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nNoColon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n : x\r\n\r\n", b"GET http://other/ HTTP/1.1\r\nHost: x\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", b"G\xc3\x89T / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(5_000)) + b"\r\n",
        # Bodies whose end could be read in two ways.
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 0x10\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
    ]
    for data in refused:
        status = send(data)
        assert status == 0 or 400 <= status < 600, (status, data[:120])
    alive()
    chance = random.Random(4)
    changed = []
    whole = (b"POST /events?a=b HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + undp_token.encode()
             + b"\r\nContent-Type: application/cloudevents+json\r\nContent-Length: 20\r\nCookie: coordbus=x\r\n\r\n" + b'{"specversion":"1.0"')
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0: data[place] = chance.randrange(256)
                case 1: del data[place:place + chance.randrange(1, 30)]
                case _: data[place:place] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 30)))
        changed.append(bytes(data))
    # Those that promise more than they bring are waited for, so all at once.
    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        for data, status in zip(changed, pool.map(send, changed)):
            assert status == 0 or 400 <= status < 600, (status, data)
    alive()


def paths():
    for path in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/..%2fetc%2fpasswd", "/..%5cetc", "/.%00/", "/lang/../../coordd.toml", "/lang/%2e%2e/app.js",
                 "//etc/passwd", "/api/events/../state", "/API/session", "/index.html/", "/index.html%00.js", "/lang/en.json/..", "/api/query/..%2fsession",
                 "/api/query/%3Cscript%3E", "/api/events/18446744073709551616", "/api/events/-1", "/api/events/01", "/%c0%af", "/" + "a/" * 900]:
        status = send(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status in (400, 401, 404), (path, status)


def tokens():
    before = numbers()["coordbus_web_refused_tokens_total"]
    tried = ["", "x", "cb_", "cb_" + "x" * 43, undp_token[:-1], undp_token + "x", undp_token.upper(), "x" * 5_000, "' OR 1=1 --", "\u202e" * 20]
    for token in tried:
        assert anybody.ask("POST", "/api/session", {"token": token})[0] in (400, 401), token
    for header in [f"Bearer {undp_token}x", "Bearer", f"Basic {undp_token}", undp_token, f"Bearer {undp_token} {undp_token}"]:
        assert anybody.ask("POST", "/events", "[]", Authorization=header)[0] == 401, header
    assert numbers()["coordbus_web_refused_tokens_total"] >= before + 8
    for cookie in ["coordbus=", "coordbus=" + "x" * 43, "coordbus=a; coordbus=b", "=", ";;;", "coordbus"]:
        assert anybody.ask("GET", "/api/session", Cookie=cookie)[0] == 401, cookie
    for body in ["", "{", "[]", "null", '{"token":1}', '{"token":{"a":"b"}}', "\0" * 100, '{"token":"' + "x" * 15_000 + '"}', "[" * 8_000]:
        assert anybody.ask("POST", "/api/session", body, Content_Type="application/json")[0] in (400, 401), body[:40]


def cross_site():
    fp.sign_in(fp_token)
    before = numbers()["coordbus_web_cross_site_total"]
    for headers in [{"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Origin": f"http://{host}:1"}, {"Sec_Fetch_Site": "cross-site"},
                    {"Sec_Fetch_Site": "same-site"}]:
        assert fp.ask("POST", "/api/verdicts", {"overlap": "OV-1", "verdict": "joint"}, **headers)[0] == 403, headers
        assert fp.ask("DELETE", "/api/session", **headers)[0] == 403, headers
    assert numbers()["coordbus_web_cross_site_total"] == before + 10
    # The session's secret is asked for as well.
    secret, fp.secret = fp.secret, None
    for guess in [None, "", "x" * 22, secret[:-1], secret + "x"]:
        headers = {} if guess is None else {"X_CoordBus_Secret": guess}
        assert fp.ask("POST", "/api/verdicts", {"overlap": "OV-1", "verdict": "joint"}, **headers)[0] == 403, guess
    fp.secret = secret
    assert fp.ask("GET", "/api/session")[0] == 200


def huge():
    """A body that is too long is refused by its length, and one without a length when it has become too long."""
    head = (f"POST /events HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {undp_token}\r\nContent-Type: application/cloudevents+json\r\n")
    with connect() as raw:
        raw.sendall((head + "Content-Length: 99999999999\r\n\r\n").encode())
        assert said(raw) == 413
    before = numbers()["process_resident_memory_bytes"]
    for _ in range(3):
        with connect() as raw:
            sent = 0
            try:
                raw.sendall((head + "Transfer-Encoding: chunked\r\n\r\n").encode())
                while sent < 256 << 20:
                    raw.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
                    sent += 65_536
            except OSError:
                pass
            assert sent < 64 << 20, "the bus took 64 MiB of one body"
    grown = numbers()["process_resident_memory_bytes"] - before
    assert grown < 64 << 20, f"memory grew by {grown} bytes"
    assert numbers()['coordbus_http_answers_total{status="413"}'] >= 4
    many = json.dumps([{"specversion": "1.0"}] * 1_025)
    assert anybody.ask("POST", "/events", many, Authorization=f"Bearer {undp_token}", Content_Type="application/cloudevents-batch+json")[0] == 413
    deep = b"[" * 100_000
    assert anybody.ask("POST", "/events", deep, Authorization=f"Bearer {undp_token}", Content_Type="application/cloudevents-batch+json")[0] == 400


def slow():
    """A body that does not come is given up; heads that come a byte at a time keep nobody out."""
    before = numbers()['coordbus_http_connections_dropped_total{cause="slow-body"}']
    bodies = [connect() for _ in range(20)]
    for raw in bodies:
        raw.sendall(f"POST /api/session HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\n{{".encode())
    heads = [connect() for _ in range(700)]
    for byte in b"GET / HTTP/1.1\r\nHost":
        for raw in heads:
            try:
                raw.sendall(bytes([byte]))
            except OSError:
                pass
        alive()
    wait("slow bodies to be given up", lambda: numbers()['coordbus_http_connections_dropped_total{cause="slow-body"}'] >= before + 20)
    for raw in bodies + heads:
        raw.close()


def idle():
    """Ten thousand connections that say nothing."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = 10_000 if hard == resource.RLIM_INFINITY else min(10_000, hard - 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(count + 100, hard) if hard != resource.RLIM_INFINITY else count + 100, hard))
    before = numbers()
    crowd = []
    for number in range(count):
        crowd.append(connect())
        if number % 1_000 == 0:
            alive()
    for _ in range(20):
        alive()
    publish("AMONG-MANY")
    after = numbers()
    dropped = 'coordbus_http_connections_dropped_total{cause="evicted"}'
    assert after[dropped] - before[dropped] >= count - 512, (before[dropped], after[dropped])
    assert after["coordbus_http_connections_open"] <= 512 + 64
    grown = after["process_resident_memory_bytes"] - before["process_resident_memory_bytes"]
    assert grown < 64 << 20, f"memory grew by {grown} bytes"
    for raw in crowd:
        raw.close()
    print(f"{count} idle connections, {after[dropped] - before[dropped]:.0f} dropped, memory grew by {grown / 1024:.0f} KiB")


def deaf():
    """Who watches and does not read is held to a bounded wait, and costs nobody else anything."""
    one = Web(address)
    last = one.sign_in(fp_token)["last"]
    crowd = []
    for _ in range(50):
        raw = connect()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        raw.sendall(f"GET /api/live HTTP/1.1\r\nHost: {host}\r\nCookie: {one.cookie}\r\nLast-Event-ID: {last}\r\n\r\n".encode())
        crowd.append(raw)
    before = numbers()["process_resident_memory_bytes"]
    for number in range(20):
        events = [lesson("undp", f"DEAF-{number}-{member}", "y" * 1_500) for member in range(500)]
        anybody.json("POST", "/events", json.dumps(events), Authorization=f"Bearer {undp_token}", Content_Type="application/cloudevents-batch+json")
    publish("AFTER-THE-DEAF")
    grown = numbers()["process_resident_memory_bytes"] - before
    # 256 KiB a viewer, what the log keeps in memory for readers, and the ring of the live view.
    assert grown < 160 << 20, f"memory grew by {grown} bytes"
    for raw in crowd:
        raw.close()
    print(f"50 viewers that do not read, 10,000 events: memory grew by {grown / 1024:.0f} KiB")


watcher = Watcher()
watcher.start()
for step in [malformed, paths, tokens, cross_site, huge, slow, idle, deaf]:
    step()
    publish(f"AFTER-{step.__name__}")
    print(step.__name__, flush=True)
assert watcher.is_alive(), "the watcher was cut off"
