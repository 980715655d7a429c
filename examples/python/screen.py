"""Asks before it publishes: what would this overlap with? Against a running coordd with an empty log.

    python screen.py [endpoint]            default tcp://127.0.0.1:7117
"""

import json
import sys
import time

import coordbus


def planned(agency, activity, title, theme):
    """Assistance that is planned; everything that is compared may stand in it (docs/events.md)."""
    return {
        "specversion": "1.0",
        "id": f"planned-{activity}",
        "source": f"urn:coordbus:agency:{agency}",
        "type": "org.coordbus.assistance.planned",
        "time": "2018-03-01T09:00:00Z",
        "subject": activity,
        "data": {
            "activity": activity,
            "title": {"en": title},
            "country": "KEN",
            "themes": [theme],
            "event": "KEN-2018-general",
            "period": {"start": "2018-03-01", "end": "2018-10-31"},
        },
    }


def screen(client, event, since):
    """The answer once the watch has read the log up to `since`: it reads beside the bus, a moment later."""
    while True:
        answer = client.query(query="screen", event=event, language="en")
        if answer["current"] and answer["through"] >= since:
            return answer
        time.sleep(0.05)


def show(event, answer):
    print(f"{event['data']['title']['en']}: {answer['count']} of {answer['live']} live records come near")
    for match in answer["matches"]:
        print(f"  {match['agency']} {match['activity']}, {match['title']}: {match['kind']}, {match['band']}")
        for term in match["terms"]:
            print(f"    {term['weight']:+.3f} {term['words']}")


def main():
    endpoint = sys.argv[1] if len(sys.argv) > 1 else "tcp://127.0.0.1:7117"
    idea = coordbus.Client(endpoint, "idea", "screen.py 1")
    idea.publish(json.dumps(planned("idea", "I1", "Electoral dispute resolution for judges", "edr")).encode())
    recorded = max(receipt.sequence for receipt in idea.receipts())
    idea.bye()

    undp = coordbus.Client(endpoint, "undp", "screen.py 1")
    for draft in (
        planned("undp", "U1", "Training of judges in electoral disputes", "edr"),
        planned("undp", "U2", "Voter registration kits", "vr"),
    ):
        # Nothing is published: not here, and not by the question.
        show(draft, screen(undp, draft, recorded))
    print(undp.bye())


if __name__ == "__main__":
    main()
