"""Reads a calendar with two parsers that know nothing of each other, and prints what each of them understood.

    read_calendar.py calendar.ics 2026-01-01 2026-12-31

Lines are "icalendar" or "vobject", UID, and the instants (UTC) at which the event with that UID begins, exceptions
applied. Needs Debian's python3-icalendar and python3-vobject.
"""
import re
import sys
from datetime import datetime, timezone

import icalendar
import vobject
from dateutil import rrule


def instant(value):
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%MZ")


def starts(master, rule, excluded, moved, cancelled, first, last):
    """Beginnings of a series: rule minus exceptions, plus where exceptions went."""
    zone, local = master.tzinfo, master.replace(tzinfo=None)

    def at(day):
        # pytz wants to be asked for the offset of a local time; others are right as they are.
        return zone.localize(day) if hasattr(zone, "localize") else day.replace(tzinfo=zone)

    def until(match):
        end = datetime.strptime(match.group(1), "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
        return "UNTIL=" + end.astimezone(zone).strftime("%Y%m%dT%H%M%S")

    days = [master]
    if rule:
        rule = re.sub(r"UNTIL=(\d{8}T\d{6}Z)", until, rule)
        low, high = (day.replace(tzinfo=None) for day in (first, last))
        days = [at(day) for day in rrule.rrulestr(rule, dtstart=local).between(low, high, inc=True)]
    replaced = set(moved) | set(cancelled)
    found = [day for day in days if instant(day) not in excluded and instant(day) not in replaced]
    return sorted([instant(day) for day in found] + [moved[key] for key in moved])


def by_icalendar(text, first, last):
    calendar = icalendar.Calendar.from_ical(text)
    events = {}
    for event in calendar.walk("VEVENT"):
        series = events.setdefault(str(event["UID"]), {"moved": {}, "cancelled": []})
        begins = event.decoded("DTSTART")
        if "RECURRENCE-ID" in event:
            original = instant(event.decoded("RECURRENCE-ID"))
            if str(event.get("STATUS")) == "CANCELLED":
                series["cancelled"].append(original)
            else:
                series["moved"][original] = instant(begins)
            continue
        excluded = event.get("EXDATE", [])
        excluded = excluded if isinstance(excluded, list) else [excluded]
        series["excluded"] = {instant(day.dt) for group in excluded for day in group.dts}
        series["start"] = begins
        series["rule"] = event["RRULE"].to_ical().decode() if "RRULE" in event else None
    return {
        uid: starts(s["start"], s["rule"], s["excluded"], s["moved"], s["cancelled"], first, last)
        for uid, s in events.items()
    }


def by_vobject(text, first, last):
    calendar = vobject.readOne(text, validate=True)
    calendar.serialize()
    events = {}
    for event in calendar.vevent_list:
        series = events.setdefault(event.uid.value, {"moved": {}, "cancelled": []})
        if hasattr(event, "recurrence_id"):
            original = instant(event.recurrence_id.value)
            if event.status.value == "CANCELLED":
                series["cancelled"].append(original)
            else:
                series["moved"][original] = instant(event.dtstart.value)
            continue
        lines = event.contents.get("exdate", [])
        series["excluded"] = {instant(day) for line in lines for day in line.value}
        series["start"] = event.dtstart.value
        series["rule"] = event.rrule.value if hasattr(event, "rrule") else None
    return {
        uid: starts(s["start"], s["rule"], s["excluded"], s["moved"], s["cancelled"], first, last)
        for uid, s in events.items()
    }


def main():
    text = open(sys.argv[1], "rb").read().decode("utf-8")
    first, last = (datetime.fromisoformat(day).replace(tzinfo=timezone.utc) for day in sys.argv[2:4])
    for name, read in (("icalendar", by_icalendar), ("vobject", by_vobject)):
        for uid, days in sorted(read(text, first, last).items()):
            print(name, uid, " ".join(day for day in days if first.date().isoformat() <= day < last.date().isoformat()))


main()
