"""What the scripts of this folder share: requests without a library, a session, events."""
import http.client
import json
import urllib.parse

# What is trusted, where the address is https.
context = None


class Web:
    """One browser or program: its address, its cookie, its secret."""

    def __init__(self, address):
        self.host = urllib.parse.urlsplit(address).netloc
        self.is_secure = address.startswith("https:")
        self.cookie = self.secret = None

    def connect(self):
        if self.is_secure:
            return http.client.HTTPSConnection(self.host, timeout=60, context=context)
        return http.client.HTTPConnection(self.host, timeout=60)

    def ask(self, method, path, body=None, **headers):
        """Returns status, headers and body; `headers` have underscores for hyphens."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent.setdefault("Cookie", self.cookie)
        if self.secret and method != "GET":
            sent.setdefault("X-CoordBus-Secret", self.secret)
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        connection = self.connect()
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def json(self, method, path, body=None, status=200, **headers):
        got, _, text = self.ask(method, path, body, **headers)
        assert got == status, f"{method} {path}: {got} {text}"
        return json.loads(text)

    def sign_in(self, token):
        status, headers, text = self.ask("POST", "/api/session", {"token": token})
        assert status == 200, text
        cookie = headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie, cookie
        self.cookie = cookie.split(";")[0]
        session = json.loads(text)
        self.secret = session["secret"]
        return session

    def live(self, after, pattern=""):
        """Opens the live log; yields (id, event) until the connection ends."""
        connection = self.connect()
        connection.request("GET", "/api/live?pattern=" + urllib.parse.quote(pattern), headers={
            "Cookie": self.cookie, "Last-Event-ID": str(after), "Accept": "text/event-stream"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        fields = {}
        try:
            while True:
                line = answer.fp.readline() if not answer.chunked else answer.readline()
                if not line:
                    return
                line = line.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "data" in fields:
                    if fields.get("event") != "through":
                        yield int(fields["id"]), json.loads(fields["data"])
                    fields = {}
        finally:
            connection.close()


def assistance(agency, activity, title, country="KEN", label=None):
    event = {
        "specversion": "1.0", "id": f"planned-{activity}", "source": f"urn:coordbus:agency:{agency}",
        "type": "org.coordbus.assistance.planned", "time": "2017-01-10T09:00:00Z", "subject": activity,
        "data": {
            "activity": activity, "title": {"en": title}, "country": country, "activityStatus": "pipeline", "type": "ta",
            "themes": ["edr"], "event": f"{country}-2017-general", "period": {"start": "2017-02-01", "end": "2017-10-31"},
            "basis": {"request": f"REQ-{country}-2017-1"},
        },
    }
    if label:
        event["dataclassification"] = label
    return event


def lesson(agency, name, title="A lesson", label=None):
    event = {
        "specversion": "1.0", "id": name, "source": f"urn:coordbus:agency:{agency}", "type": "org.coordbus.lesson.recorded",
        "time": "2018-03-01T09:00:00Z",
        "data": {"lesson": name, "recorded": "2018-03-01", "country": "KEN", "title": {"en": title}, "text": {"en": "Begin early."}},
    }
    if label:
        event["dataclassification"] = label
    return event
