"""The page with a certificate: python over_tls.py ADDRESS FP-TOKEN UNDP-TOKEN NGO-TOKEN CERTIFICATE."""
import json
import socket
import ssl
import sys
import urllib.parse

import common
from common import Web, lesson

address, fp_token, undp_token, _, certificate = sys.argv[1:]
host, port = urllib.parse.urlsplit(address).netloc.split(":")
trusted = ssl.create_default_context(cafile=certificate)
common.context = trusted


def versions():
    for version, is_spoken in [(ssl.TLSVersion.TLSv1_3, True), (ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_1, False)]:
        one = ssl.create_default_context(cafile=certificate)
        one.set_ciphers("DEFAULT:@SECLEVEL=0")
        one.minimum_version = one.maximum_version = version
        try:
            with socket.create_connection((host, int(port)), timeout=60) as raw, one.wrap_socket(raw, server_hostname=host):
                spoken = True
        except (ssl.SSLError, ConnectionError):
            spoken = False
        assert spoken == is_spoken, version
    # Who does not know the certificate is told by its own library, before a word was sent.
    try:
        with socket.create_connection((host, int(port)), timeout=60) as raw:
            ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        raise AssertionError("an unknown certificate was trusted")
    except ssl.SSLCertVerificationError:
        pass
    # Without TLS nothing is answered.
    with socket.create_connection((host, int(port)), timeout=60) as raw:
        raw.sendall(f"GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        try:
            assert b"200" not in raw.recv(4096)
        except ConnectionError:
            pass


def use():
    anybody, fp = Web(address), Web(address)
    assert anybody.ask("GET", "/healthz")[2] == "ok\n"
    status, headers, _ = anybody.ask("POST", "/api/session", {"token": fp_token}, Origin=address)
    assert status == 200 and "Secure" in headers["Set-Cookie"], headers["Set-Cookie"]
    last = fp.sign_in(fp_token)["last"]
    stream = fp.live(last)
    events = [lesson("undp", f"TLS-{number}", "x" * 2_000) for number in range(200)]
    receipts = anybody.json("POST", "/events", json.dumps(events), Authorization=f"Bearer {undp_token}",
                            Content_Type="application/cloudevents-batch+json")["receipts"]
    assert len(receipts) == 200 and all(one["code"] == 0 for one in receipts)
    seen = [sequence for sequence, event in (next(stream) for _ in range(200)) if event["type"] == "lesson.recorded"]
    assert seen == [one["sequence"] for one in receipts], seen
    stream.close()


for step in [versions, use]:
    step()
    print(step.__name__, flush=True)
