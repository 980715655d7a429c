"""Tasks 2 and 3: take events from an inbox, acknowledge each when it is handled, give back what cannot be handled.

    python adapter_inbox.py tcp://127.0.0.1:7117 kenya '*.*.KEN.*' [COUNT]
"""

import json
import sys

from coordbus import Client, Refused, SessionLost


def handle(event):
    """What this agency does with an event; raises ValueError when it cannot."""
    if "lesson" in event["type"] and "Bad" in json.dumps(event["data"]):
        raise ValueError("no such lesson here")
    print(f"handled {event['id']}")


def take(endpoint, inbox, pattern, count):
    """Handles `count` events or more; a lost session is opened again, and what was not acknowledged comes again."""
    done = set()
    while len(done) < count:
        try:
            client = Client(endpoint, "ead", "adapter_inbox.py 1", patience=60)
            client.attach(inbox, [pattern], alone=True)
            for hand in client.hands():
                for record in hand.records:
                    try:
                        handle(json.loads(record.event))
                        client.ack(record.sequence, single=True)
                    except ValueError as reason:
                        print(f"gave back {record.sequence}: {reason}")
                        client.nack(record.sequence, str(reason), never=True)
                    done.add(record.sequence)
                if len(done) >= count:
                    break
            client.bye()
        except (SessionLost, Refused) as why:
            print(f"again: {why}", file=sys.stderr)
    return done


if __name__ == "__main__":
    endpoint, inbox, pattern = sys.argv[1:4]
    take(endpoint, inbox, pattern, int(sys.argv[4]) if len(sys.argv) > 4 else 1 << 62)
    print("done")
