"""Task 1: publish from an outbox on disk, so that nothing is lost when the bus or this program goes away.

    python adapter_publish.py tcp://127.0.0.1:7117 outbox.sqlite < events.ndjson
"""

import sqlite3
import sys

from coordbus import RECORDED, RECORDED_BEFORE, Client, SessionLost


def append(outbox, event):
    with outbox:
        outbox.execute("INSERT INTO waiting (event) VALUES (?)", (event,))


def send_all(outbox, endpoint, agency="undp"):
    """Sends what waits, oldest first; an event leaves the outbox when its receipt has come. Returns what was refused."""
    refused = []
    while outbox.execute("SELECT count(*) FROM waiting").fetchone()[0]:
        try:
            client = Client(endpoint, agency, "adapter_publish.py 1", patience=60)  # waits longer each time
            while batch := outbox.execute("SELECT place, event FROM waiting ORDER BY place LIMIT 100").fetchall():
                client.publish(*(event for _, event in batch))
                for (place, event), receipt in zip(batch, client.receipts()):
                    if receipt.code in (503, 507, 508):
                        raise SessionLost(receipt.text)  # not now: it stays in the outbox
                    if receipt.code not in (RECORDED, RECORDED_BEFORE):
                        refused.append((receipt.code, receipt.text))  # never: a person has to look
                    with outbox:
                        outbox.execute("DELETE FROM waiting WHERE place = ?", (place,))
            client.bye()
        except SessionLost:
            continue  # what had no receipt is sent again; the bus knows what it has
    return refused


if __name__ == "__main__":
    box = sqlite3.connect(sys.argv[2])
    box.execute("CREATE TABLE IF NOT EXISTS waiting (place INTEGER PRIMARY KEY AUTOINCREMENT, event BLOB)")
    for line in sys.stdin.buffer:
        append(box, line.strip())
    for code, text in send_all(box, sys.argv[1]):
        print(f"refused {code}: {text}")
    print("outbox empty")
