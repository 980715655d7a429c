"""Shows what CoordBus does, step by step, against a running coordd: publish, receipts, the same id again, follow the log,
stop and go on, read an error, fetch.

    python walkthrough.py [endpoint]            default tcp://127.0.0.1:7117, an empty log
"""

import json
import sys

import coordbus


def lesson(number, country, title):
    """An event; the catalogue of types is in docs/events.md."""
    return json.dumps({
        "specversion": "1.0",
        "id": f"lesson-{number}",
        "source": "urn:coordbus:agency:undp",
        "type": "org.coordbus.lesson.recorded",
        "time": f"2018-03-0{number}T09:00:00Z",
        "data": {
            "lesson": f"UNDP-L-{number}",
            "recorded": f"2018-03-0{number}",
            "country": country,
            "title": {"en": title},
            "text": {"en": "Written down for the next electoral cycle."},
        },
    }, ensure_ascii=False).encode()


def tell(receipts):
    for receipt in receipts:
        if receipt.code == coordbus.RECORDED:
            print(f"  event {receipt.number}: recorded at sequence {receipt.sequence}")
        elif receipt.code == coordbus.RECORDED_BEFORE:
            print(f"  event {receipt.number}: recorded before, at sequence {receipt.sequence}")
        else:
            print(f"  event {receipt.number}: refused with {receipt.code}, sequence {receipt.sequence}")
            print(f"    {receipt.text.split(' (')[0].split(';')[0]}")


def show(record):
    event = json.loads(record.event)
    print(f"  {record.sequence} {record.topic} {event['id']}")


def main():
    endpoint = sys.argv[1] if len(sys.argv) > 1 else "tcp://127.0.0.1:7117"
    events = [
        lesson(1, "KEN", "Print ballot papers early"),
        lesson(2, "UGA", "Train clerks twice"),
        lesson(3, "KEN", "Comptez les bulletins à la lumière du jour"),
    ]

    print("1. Say hello as undp")
    client = coordbus.Client(endpoint, "undp", "walkthrough 1")
    print(f"  welcome from {client.welcome['bus']}, newest sequence {client.welcome['last']}")

    print("2. Publish three events in one message and wait for their receipts")
    client.publish(*events)
    tell(client.receipts())

    print("3. Publish the second again, and the third with another title under its old id")
    client.publish(events[1])
    client.publish(lesson(3, "KEN", "Count by daylight"))
    tell(client.receipts())

    print("4. Publish something that is no event")
    client.publish(b'{"specversion":"1.0"}')
    tell(client.receipts())

    print("5. Follow the log from the beginning, two records at a time, and stop after the first delivery")
    _, last = client.subscribe(at=1, pattern="lesson.>", events=2)
    delivery = next(client.deliveries())
    for record in delivery.records:
        show(record)
    place = delivery.through
    client.unsubscribe()
    print(f"  stopped after sequence {place} of {last}")

    print("6. Say goodbye, come back, and go on from there")
    print(f"  {client.bye()}")
    client = coordbus.Client(endpoint, "undp", "walkthrough 1")
    _, last = client.subscribe(at=place + 1, pattern="lesson.>", events=2)
    for delivery in client.deliveries():
        for record in delivery.records:
            show(record)
        if delivery.through >= last:
            print(f"  everything up to sequence {delivery.through} is here")
            break

    print("7. Fetch what there is on Kenya, by anybody")
    following = 1
    while True:
        found, following, last = client.fetch(at=following, pattern="*.*.KEN.*")
        for record in found:
            show(record)
        if following > last:
            break

    print("8. The newest event of each topic")
    found, _, _ = client.fetch(start=coordbus.LAST_OF_EACH_TOPIC)
    for record in found:
        show(record)

    print("9. Ask for a topic that no event can have")
    try:
        client.fetch(pattern="assistence.>")
    except coordbus.Refused as refusal:
        print(f"  refused with {refusal}")

    print(f"10. {client.bye()}")


if __name__ == "__main__":
    main()
