"""Money as integer minor units with an ISO 4217 currency, rates as ``Decimal`` per cent; reading and plain writing.

Source of codes and exponents: ISO 4217 as of 2026 (active currencies). No binary float is used.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from planner.errors import Text

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
    LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF
    YER ZAR ZMW ZWG
    """.split()
)
_NO_MINOR_UNIT = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THOUSANDTHS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_MEANT = {"RMB": "CNY", "CNH": "CNY", "NTD": "TWD", "STG": "GBP", "EURO": "EUR", "US": "USD"}

MOST_MAJOR_UNITS = 10**12
MOST_APR = Decimal(1000)

_AMOUNT = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})*,\d+|\d+,\d+")
_LETTERS_LIKE_DIGITS = str.maketrans("OolI", "0011")
_RATE = re.compile(r"\d+(?:\.\d+)?")


class BadValue(ValueError):
    """What was typed is not an amount, a rate or a currency; ``message`` says what would be right."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.id)
        self.message = message


def exponent(currency: str) -> int:
    """Return the number of decimals of ``currency`` (ISO 4217): 0, 2 or 3."""
    if currency in _NO_MINOR_UNIT:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def parse_currency(text: str) -> str:
    """Return the ISO code that ``text`` names; raise ``BadValue`` with a suggestion otherwise."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if code in CURRENCIES:
        return code
    if code in _MEANT:
        raise BadValue(
            Text('"{text}" is not a currency code; did you mean {meant}?', {"text": text, "meant": _MEANT[code]})
        )
    raise BadValue(Text('"{text}" is not a currency code; write three letters such as USD, CNY or GBP', {"text": text}))


def parse_money(text: str, currency: str) -> int:
    """Return an amount in minor units: ``1,234.50``, ``1234.5`` or ``￥1,234.50``; never below zero.

    Raises ``BadValue`` for anything else; a decimal comma is refused, not guessed.
    """
    said = text.strip()
    clean = unicodedata.normalize("NFKC", said).strip().lstrip("¥$€£").removesuffix("元").strip()
    blanks = {"text": said[:40]}
    if clean[:1] in ("-", "−") and _AMOUNT.fullmatch(clean[1:].lstrip("¥$€£")):
        raise BadValue(Text('"{text}" is below zero; write a plain amount such as 1234.50', blanks))
    match = _AMOUNT.fullmatch(clean)
    if match is None:
        if _DECIMAL_COMMA.fullmatch(clean):
            raise BadValue(Text('"{text}" has a decimal comma; write 1234.50 or 1,234.50', blanks))
        meant = clean.translate(_LETTERS_LIKE_DIGITS)
        if _AMOUNT.fullmatch(meant):
            raise BadValue(Text('"{text}" has a letter in it; did you mean {meant}?', {**blanks, "meant": meant}))
        raise BadValue(Text('"{text}" is not an amount; write it like 1234.50', blanks))
    whole, fraction = match[1].replace(",", ""), match[2] or ""
    places = exponent(currency)
    if len(fraction.rstrip("0")) > places:
        raise BadValue(
            Text(
                '"{text}" has too many decimals; {currency} has {places}',
                {**blanks, "currency": currency, "places": str(places)},
            )
        )
    if len(whole.lstrip("0")) > 12:
        raise BadValue(Text('"{text}" is more than Ashore can count; is there a slip in it?', blanks))
    return int(whole + fraction[:places].ljust(places, "0"))


def parse_rate(text: str) -> Decimal:
    """Return a yearly rate in per cent, ``18.25`` or ``18.25%``, from 0 to 1000; ``BadValue`` otherwise."""
    said = text.strip()
    clean = unicodedata.normalize("NFKC", said).strip()
    blanks = {"text": said[:40]}
    if clean.endswith("%%"):
        raise BadValue(Text('"{text}" has more than one % sign; write 18.25 or 18.25%', blanks))
    number = clean.removesuffix("%").strip()
    if number.startswith("-") and _RATE.fullmatch(number[1:]):
        raise BadValue(Text('"{text}" is below zero; write the interest per year such as 18.25', blanks))
    if not _RATE.fullmatch(number):
        if re.fullmatch(r"\d+,\d+", number):
            raise BadValue(Text('"{text}" has a decimal comma; write 18.25', blanks))
        raise BadValue(Text('"{text}" is not a rate; write the interest per year such as 18.25', blanks))
    if len(number) > 16:
        raise BadValue(Text('"{text}" has too many digits; write the interest per year such as 18.25', blanks))
    rate, blanks = Decimal(number), {"text": number}
    if rate > MOST_APR:
        if rate <= MOST_APR * 100:
            meant = f"{rate / 100:.2f}"
            raise BadValue(Text('"{text}%" looks too high; did you mean {meant}?', {**blanks, "meant": meant}))
        raise BadValue(Text('"{text}%" looks too high; write the interest per year such as 18.25', blanks))
    return rate


def to_major(minor: int, currency: str) -> str:
    """Return minor units as a plain major-unit string, ``"1234.50"``; the form of JSON and CSV."""
    places = exponent(currency)
    if not places:
        return str(minor)
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def rate_text(rate: Decimal) -> str:
    """Return a rate in per cent without exponent or idle zeros beyond two decimals: ``"18.25"``, ``"5.00"``."""
    places = max(2, -int(rate.normalize().as_tuple().exponent))
    return f"{rate:.{places}f}"


def half_up(numerator: int, denominator: int) -> int:
    """Return ``numerator / denominator`` (both >= 0) rounded half-up to an integer."""
    return (2 * numerator + denominator) // (2 * denominator)
