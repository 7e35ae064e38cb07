"""Backups of a phone for tests, by the field reference of SMS Backup & Restore: messages, picture messages, calls."""

import base64
from xml.sax.saxutils import quoteattr

JAN_1 = 1_767_225_600_000
"""1 January 2026, 00:00 UTC, in milliseconds."""
MINUTE, DAY = 60_000, 86_400_000


def element(name, inside="", /, **given):
    """Return one element with its attributes."""
    said = "".join(f" {key}={quoteattr(str(value))}" for key, value in given.items())
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said} />"


def sms(address="+12025550101", body="pay today", date=JAN_1, type_=1, **more):
    """Return a text message, received unless said otherwise."""
    usual = {"protocol": 0, "address": address, "date": date, "type": type_, "subject": "null", "body": body}
    usual |= {"toa": "null", "sc_toa": "null", "service_center": "null", "read": 1, "status": -1, "locked": 0}
    return element("sms", **(usual | {"date_sent": 0, "sub_id": 1, "contact_name": "(Unknown)"} | more))


def call(number="+12025550101", duration=0, date=JAN_1, type_=1, **more):
    """Return a call, incoming unless said otherwise."""
    usual = {"number": number, "duration": duration, "date": date, "type": type_, "presentation": 1}
    return element("call", **(usual | {"subscription_id": 1, "contact_name": "(Unknown)"} | more))


def mms(address="+12025550101", texts=("see the picture",), files=(), date=JAN_1, box=1, addresses=(), **more):
    """Return a picture message. ``files``: (media type, name, content); ``addresses``: (number, role)."""
    usual = {"date": date, "msg_box": box, "m_type": 132 if box == 1 else 128, "address": address, "sub": "null"}
    usual |= {"ct_t": "application/vnd.wap.multipart.related", "m_id": f"m{date}", "date_sent": 0, "rr": 129, "read": 1}
    parts = [_part("application/smil", "smil.xml", text="<smil><body/></smil>")]
    parts += [_part("text/plain", f"text{n}.txt", text=text) for n, text in enumerate(texts)]
    parts += [_part(kind, name, data=base64.b64encode(content).decode()) for kind, name, content in files]
    inside = element("parts", "".join(parts))
    if addresses:
        roles = [element("addr", address=number, type=role, charset=106) for number, role in addresses]
        inside += element("addrs", "".join(roles))
    return element("mms", inside, **(usual | {"contact_name": "(Unknown)"} | more))


def _part(kind, name, text="null", **more):
    usual = {"seq": 0, "ct": kind, "name": name, "chset": 106, "cd": "null", "fn": name, "cid": f"<{name}>"}
    return element("part", **(usual | {"cl": name, "ctt_s": "null", "ctt_t": "null", "text": text} | more))


def backup(*entries, root="smses", count=None, head="<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"):
    """Return a whole backup."""
    inside = "".join(f"  {entry}\n" for entry in entries)
    return f'{head}<{root} count="{len(entries) if count is None else count}">\n{inside}</{root}>'


def few_numbers():
    """Return a backup in which a collector, a bank's codes, a sister and a hidden number stand."""
    owed = "Your QuickLeaf loan is past due. Call us today."
    entries = [sms("+1 646 555 0142", owed, JAN_1 + n * DAY) for n in range(21)]
    entries += [sms("+16465550142", "I asked you to write only.", JAN_1 + 22 * DAY, 2)]
    entries += [sms("22395", f"Your verification code is {4100 + n}", JAN_1 + n * DAY) for n in range(8)]
    entries += [sms("+12025550177", "龑 dinner at 7? 🙂", JAN_1 + n * DAY, contact_name="姐姐 Ana") for n in range(34)]
    entries += [sms("+12025550199", "You owe $400.00. Reply to settle the debt.", JAN_1 + 30 * DAY)]
    entries += [sms("+12025550177", "not sent yet", JAN_1, 3)]
    return backup(*entries)
