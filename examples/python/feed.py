"""Follows the feed, a plain SUB socket, and fetches what it missed: while it was away, or because it was too slow.

    python feed.py tcp://127.0.0.1:7118 tcp://127.0.0.1:7117 un-system.lesson. [PLACE] [COUNT]

PLACE is the sequence up to which nothing is missing, from the last run; without it, it begins now.
"""

import json
import sys

from coordbus import LABELS, Client, Feed


def show(word, topic, record):
    print(f"{word} {record.sequence} {topic} {json.loads(record.event)['id']}", flush=True)


def catch_up(client, prefix, first, last):
    """What was recorded on the prefix's topics before the feed was joined."""
    at, shown = first, 0
    while at <= last:
        records, at, _ = client.fetch(at=at)
        for record in records:
            words = json.loads(record.event)["type"].removeprefix("org.coordbus.")
            topic = f"{LABELS[record.classification]}.{words}.{record.country}.{record.agency}."
            if record.sequence <= last and topic.startswith(prefix):
                show("missed", topic, record)
                shown += 1
    return shown


def follow(feed_endpoint, bus_endpoint, prefix, place, count):
    client = Client(bus_endpoint, "ead", "feed.py 1")
    feed = Feed(feed_endpoint, prefix)
    # From here on the feed tells; what was before is fetched.
    shown = 0 if place is None else catch_up(client, prefix, place + 1, feed.place)
    while shown < count:
        for message in feed.messages(patience=10):
            for record in feed.fetch(client, message) if message.missed else []:
                show("missed", message.topic, record)
                shown += 1
            show("live", message.topic, message.record)
            shown += 1
            if shown >= count:
                break
        client.ping()
    client.bye()


if __name__ == "__main__":
    place = int(sys.argv[4]) if len(sys.argv) > 4 else None
    follow(*sys.argv[1:4], place, int(sys.argv[5]) if len(sys.argv) > 5 else 1 << 62)
