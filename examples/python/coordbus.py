"""A small client of CoordBus: publish events, follow the log, fetch. Needs pyzmq only.

Written from docs/protocol.md; the numbers in comments are its chapters. One object is one session, for one thread.
"""

import json
import random
import struct
import time
from collections import namedtuple

import zmq

HELLO, PUBLISH, SUBSCRIBE, CREDIT, UNSUBSCRIBE, FETCH, QUERY, PING, BYE = range(0x01, 0x0A)
WELCOME, RECEIPT, SUBSCRIBED, DELIVER, UNSUBSCRIBED, FETCHED, ANSWER, PONG, FAREWELL = range(0x81, 0x8A)
ATTACH, ACK, NACK, QUARANTINE = range(0x10, 0x14)
ATTACHED, HAND = 0x90, 0x91
ERROR = 0xFF

# Where a subscription or a fetch begins (6).
SEQUENCE, TIME, NOW, LAST_OF_EACH_TOPIC = 1, 2, 3, 4

RECORDED, RECORDED_BEFORE = 0, 1

LABELS = ["public", "member-states", "un-system", "case-parties", "focal-point"]

Receipt = namedtuple("Receipt", "number code sequence text")
Delivery = namedtuple("Delivery", "subscription records previous through")
Hand = namedtuple("Hand", "subscription records previous through attempt")


class Keys(namedtuple("Keys", "public secret server")):
    """A key pair of this agency and the bus's public key, 40 characters each (15)."""

    @classmethod
    def load(cls, path, server):
        """Reads the file that `coordctl keygen` made; `server` is the bus's public key."""
        found = {}
        for line in open(path, encoding="utf-8"):
            name, equals, value = line.strip().partition("=")
            if equals:
                found[name.strip()] = value.strip().strip('"').encode()
        return cls(found["public-key"], found["secret-key"], server.encode())


class Refused(Exception):
    """The bus refused a message: its code, and what to do in words (11)."""

    def __init__(self, code, text, detail=0):
        super().__init__(f"{code}: {text}")
        self.code, self.text, self.detail = code, text, detail


class SessionLost(Exception):
    """No answer, a farewell, or 402: make a new client and go on from your place (9)."""


class Record:
    """An event as the log keeps it (7)."""

    HEAD = struct.Struct("<IIQQHBBB3s")

    def __init__(self, data):
        (_, self.checksum, self.sequence, self.recorded, self.type, flags, agency, publisher,
         country) = self.HEAD.unpack_from(data)
        self.classification, self.status = flags & 0x07, flags >> 3 & 0x03
        self.country = country.decode("ascii")
        start = self.HEAD.size + agency
        self.agency = data[self.HEAD.size:start].decode("ascii")
        self.publisher = data[start:start + publisher].decode("ascii") or self.agency
        self.event = data[start + publisher:]

    @property
    def topic(self):
        """family.verb.COUNTRY.agency (8)."""
        name = json.loads(self.event)["type"].removeprefix("org.coordbus.")
        return f"{name}.{self.country}.{self.agency}"


def records(body):
    """The records that stand one after another in a body; each is checked (7)."""
    at = 0
    while at < len(body):
        (length,) = struct.unpack_from("<I", body, at)
        data = body[at:at + length]
        record = Record(data)
        if crc32c(data[8:]) != record.checksum:
            raise ValueError(f"sequence {record.sequence} is damaged")
        yield record
        at += length


def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


_CRC = _crc_table()


def crc32c(data):
    """CRC-32C; of b"123456789" it is 0xE3069283 (7)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


class Client:
    """A session of one agency."""

    def __init__(self, endpoint, agency=None, name="coordbus.py 1", patience=10.0, keys=None):
        self.endpoint, self.agency, self.name, self.keys = endpoint, agency, name, keys
        self.socket = None
        self._number = 0
        self._next_event = 1
        self._receipted = 0
        self._waiting = []  # messages that came while another was awaited
        self._last_sent = 0.0
        self._open(patience)

    # Session (4, 9)

    def _open(self, patience):
        deadline = time.monotonic() + patience
        pause = 0.1
        while True:
            self.close()
            self.socket = zmq.Context.instance().socket(zmq.DEALER)  # no ZMQ_ROUTING_ID (2)
            self.socket.linger = 0
            if self.keys is not None:  # before connect (15)
                self.socket.curve_serverkey = self.keys.server
                self.socket.curve_publickey = self.keys.public
                self.socket.curve_secretkey = self.keys.secret
            self.socket.connect(self.endpoint)
            hello = {"client": self.name}
            if self.agency is not None:  # may be left to the key
                hello["agency"] = self.agency
            hello = json.dumps(hello).encode()
            number = self._send(HELLO, body=hello)
            try:
                _, body = self._await(WELCOME, number, 2.0)
                self.welcome = json.loads(body)
                self._waiting.clear()
                return
            except SessionLost:
                if time.monotonic() > deadline:
                    raise
            time.sleep(pause * random.uniform(0.8, 1.2))
            pause = min(2.0, pause * 2)

    def close(self):
        """Closes the socket; say bye first."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def bye(self):
        """Ends the session; have your receipts first."""
        number = self._send(BYE)
        while True:
            head, body = self._receive(5.0)
            if head[1] == FAREWELL and _number(head) == number:
                self.close()
                return body.decode()

    def ping(self):
        """The newest durable sequence."""
        head, _ = self._await(PONG, self._send(PING))
        return struct.unpack_from("<Q", head, 8)[0]

    def status(self):
        _, body = self._await(ANSWER, self._send(QUERY, body=b"status"))
        return json.loads(body)

    # Publishing (5)

    def publish(self, *events):
        """Sends events (bytes of JSON) in one message and returns the number of the first; does not wait."""
        first = self._next_event
        body = b"".join(struct.pack("<I", len(event)) + event for event in events)
        self._send(PUBLISH, struct.pack("<Q", first), body)
        self._next_event += len(events)
        return first

    def receipts(self, patience=30.0):
        """What happened to every event published so far that has not been told yet, in order."""
        while self._receipted < self._next_event - 1:
            head, body = self._await(RECEIPT, None, patience)
            (through,) = struct.unpack_from("<Q", head, 8)
            yield from self._runs(body)
            if self._receipted != through:
                raise ValueError(f"receipted {self._receipted}, the bus says {through}")

    def _runs(self, body):
        at = 0
        while at < len(body):
            number, sequence, count, code, length = struct.unpack_from("<QQIHH", body, at)
            at += 24
            text = body[at:at + length].decode()
            at += length
            for index in range(count):
                self._receipted += 1
                if number + index != self._receipted:
                    raise ValueError(f"receipt {number + index}, expected {self._receipted}")
                yield Receipt(number + index, code, sequence and sequence + index, text)

    # Reading (6)

    def subscribe(self, start=SEQUENCE, at=1, pattern=">", events=1000, octets=1 << 20, subscription=1):
        """Opens a subscription; returns (next, last)."""
        self._previous = {**getattr(self, "_previous", {}), subscription: 0}
        number = self._send(
            SUBSCRIBE, struct.pack("<IB3xQII", subscription, start, at, events, octets), pattern.encode())
        head, _ = self._await(SUBSCRIBED, number)
        return struct.unpack_from("<QQ", head, 16)

    def deliveries(self, patience=30.0):
        """One delivery after another; each is proved to follow the one before. Gives back the credit used."""
        while True:
            head, body = self._await(DELIVER, None, patience)
            subscription, count, previous, through = struct.unpack_from("<IIQQ", head, 8)
            if previous != self._previous[subscription]:
                raise ValueError(f"records are missing after {self._previous[subscription]}")
            found = list(records(body))
            if len(found) != count:
                raise ValueError(f"{len(found)} records, the bus says {count}")
            if found:
                self._previous[subscription] = found[-1].sequence
                self.credit(subscription, count, len(body))
            yield Delivery(subscription, found, previous, through)

    def credit(self, subscription, events, octets):
        self._send(CREDIT, struct.pack("<IIQ", subscription, events, octets))

    def unsubscribe(self, subscription=1):
        """Ends a subscription; what was on its way is thrown away."""
        self._await(UNSUBSCRIBED, self._send(UNSUBSCRIBE, struct.pack("<I4x", subscription)))
        self._waiting = [message for message in self._waiting if message[0][1] != DELIVER]

    def fetch(self, start=SEQUENCE, at=1, pattern=">", events=1000, octets=1 << 20):
        """One answer: (records, next, last). The end is reached when next is above last."""
        number = self._send(FETCH, struct.pack("<4xB3xQII", start, at, events, octets), pattern.encode())
        head, body = self._await(FETCHED, number)
        _, following, last = struct.unpack_from("<I4xQQ", head, 8)
        return list(records(body)), following, last

    # Inboxes (6)

    def attach(self, inbox="main", patterns=None, start=SEQUENCE, at=1, events=1000, octets=1 << 20,
               subscription=1, alone=False):
        """Takes records from an inbox; returns (cursor, last). With patterns, one that is not there is opened; alone lets
        everybody else who takes from it go."""
        what = {"inbox": inbox, "alone": alone}
        if patterns is not None:
            what["patterns"] = patterns
        number = self._send(
            ATTACH, struct.pack("<IB3xQII", subscription, start, at, events, octets), json.dumps(what).encode())
        head, _ = self._await(ATTACHED, number)
        cursor, last = struct.unpack_from("<QQ", head, 16)
        self._highest = {**getattr(self, "_highest", {}), subscription: cursor}
        return cursor, last

    def hands(self, patience=30.0, shared=False):
        """One message of an inbox after another. Alone, it is proved that none is missing; with shared workers it cannot be."""
        while True:
            head, body = self._await(HAND, None, patience)
            subscription, count, previous, through, attempt = struct.unpack_from("<IIQQI", head, 8)
            if not shared and previous > self._highest[subscription]:
                raise ValueError(f"records are missing after {self._highest[subscription]}")
            found = list(records(body))
            if len(found) != count:
                raise ValueError(f"{len(found)} records, the bus says {count}")
            if found:
                self._highest[subscription] = max(self._highest[subscription], found[-1].sequence)
            yield Hand(subscription, found, previous, through, attempt)

    def ack(self, sequence, single=False, subscription=1):
        """Everything handed to this session up to a sequence is done; or this record alone."""
        self._send(ACK, struct.pack("<IB3xQ", subscription, 2 if single else 1, sequence))

    def nack(self, sequence, reason, never=False, subscription=1):
        """Gives a record back: it comes again, or never."""
        self._send(NACK, struct.pack("<IB3xQ", subscription, 2 if never else 1, sequence), reason.encode())

    def quarantine(self, do="list", inbox="main", sequences=None):
        """What an inbox set aside: list, retry or drop."""
        order = {"inbox": inbox, "do": do}
        if sequences is not None:
            order["sequences"] = sequences
        _, body = self._await(ANSWER, self._send(QUARANTINE, body=json.dumps(order).encode()))
        return json.loads(body)

    def query(self, **question):
        """query(query="inboxes"): the answer as it came."""
        _, body = self._await(ANSWER, self._send(QUERY, body=json.dumps(question).encode()))
        return json.loads(body)

    # Messages (2, 4)

    def _send(self, verb, fields=b"", body=None):
        self._number += 1
        head = struct.pack("<BBHI", 1, verb, 0, self._number) + fields
        self.socket.send_multipart([head] if body is None else [head, body])
        self._last_sent = time.monotonic()
        return self._number

    def _await(self, verb, number=None, patience=10.0):
        """The next message with this verb and number; others wait for whoever asks for them."""
        for index, (head, body) in enumerate(self._waiting):
            if head[1] == verb and number in (None, _number(head)):
                del self._waiting[index]
                return head, body
        deadline = time.monotonic() + patience
        while True:
            head, body = self._receive(deadline - time.monotonic())
            if head[1] == verb and number in (None, _number(head)):
                return head, body
            if head[1] == FAREWELL:
                raise SessionLost(body.decode())
            if head[1] == ERROR:
                self._refuse(head, body, number)
            if head[1] != PONG:  # an old one, or one that nobody asked for (9)
                self._waiting.append((head, body))

    def _refuse(self, head, body, number):
        (code,) = struct.unpack_from("<H", head, 2)
        (detail,) = struct.unpack_from("<Q", head, 16)
        if code == 402 and number is None:
            raise SessionLost(body.decode())
        if code == 408:
            self._next_event = detail  # the message took no numbers
        raise Refused(code, body.decode(), detail)

    def _receive(self, patience):
        """One message. Pings when nothing was sent for a third of the silence that the bus allows."""
        deadline = time.monotonic() + patience
        idle = getattr(self, "welcome", {}).get("limits", {}).get("silenceSeconds", 30) / 3
        while True:
            now = time.monotonic()
            wait = min(deadline, self._last_sent + idle) - now
            if self.socket.poll(max(0, int(wait * 1000) + 1)):
                frames = self.socket.recv_multipart()
                return frames[0], frames[1] if len(frames) > 1 else b""
            if time.monotonic() >= deadline:
                raise SessionLost(f"nothing came from {self.endpoint}")
            self._send(PING)


class Feed:
    """The live feed (16): what is recorded, as it is recorded, by prefixes of topics. A message that is lost is lost, and the
    next one on its topic says so."""

    Message = namedtuple("Message", "topic record missed")

    def __init__(self, endpoint, *prefixes, keys=None, unread=1000, place=None):
        """`place` is a sequence up to which nothing is missing to you; None: from now on."""
        self.socket = zmq.Context.instance().socket(zmq.SUB)
        self.socket.linger = 0
        self.socket.rcvhwm = unread
        if keys:
            self.socket.curve_serverkey = keys.server
            self.socket.curve_publickey, self.socket.curve_secretkey = keys.public, keys.secret
        for prefix in prefixes + ("bus.",):  # signs of life last: the first says that the others count
            self.socket.subscribe(prefix.encode())
        self.socket.connect(endpoint)
        self.place, self._newest = place, {}
        record = True
        while record is not None:  # what comes before the first sign is in what a fetch brings
            _, self.through, _, record = self._receive(20.0) or self._nothing(endpoint)
        if place is None:
            self.place = self.through

    def messages(self, patience=30.0):
        """Messages, until none comes for a while. `missed` is (first, last) where records of the topic are missing."""
        while True:
            found = self._receive(patience)
            if found is None:
                return
            topic, sequence, before, record = found
            if record is not None:
                known = max(self.place, self._newest.get(topic, 0))
                self._newest[topic] = sequence
                yield self.Message(topic, record, (known + 1, before) if before > known else None)
            self.through = max(self.through, sequence)

    @staticmethod
    def fetch(client, message):
        """The records that were missed before a message, through a session."""
        at, last = message.missed
        label, _, pattern = message.topic[:-1].partition(".")
        found = []
        while at <= last:
            some, at, _ = client.fetch(at=at, pattern=pattern)
            found += [record for record in some
                      if record.sequence <= last and LABELS[record.classification] == label]
        return found

    def _receive(self, patience):
        if not self.socket.poll(int(patience * 1000)):
            return None
        topic, head, *record = self.socket.recv_multipart()
        _, kind, sequence, previous, since = struct.unpack("<BB6xQQQ", head)
        # Nothing on the topic since the feed began: what was before is not known here.
        before = previous or since
        return topic.decode(), sequence, before, Record(record[0]) if kind == 0xA0 else None

    @staticmethod
    def _nothing(endpoint):
        raise SessionLost(f"nothing came from {endpoint}; is it the feed, and are the keys right?")


def _number(head):
    return struct.unpack_from("<I", head, 4)[0]
