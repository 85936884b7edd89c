"""Public holidays written out from the published rules, sharing nothing with the library the program uses.

United Kingdom: Banking and Financial Dealings Act 1971, schedule 1, with the days appointed by proclamation since (New
Year's Day, early May, the days in lieu, St Andrew's Day) and the single days proclaimed; Northern Ireland: 12 July too.
A holiday on a Saturday or Sunday is kept on the next weekday that is none. United States: 5 U.S.C. 6103; a holiday on
a Saturday is kept on the Friday before, on a Sunday on the Monday after. Easter: the Gregorian computus.
"""

from datetime import date, timedelta

MON, THU, SAT, SUN = 0, 3, 5, 6
DAY = timedelta(days=1)

# Single days, and a moved one: (year, day taken away or None, days added), by nation ("*" all of them).
MOVED = {
    2020: ("*", date(2020, 5, 4), (date(2020, 5, 8),)),
    2022: ("*", date(2022, 5, 30), (date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19))),
    2023: ("*", None, (date(2023, 5, 8),)),
    2026: ("scotland", None, (date(2026, 6, 15),)),
}


def easter(year: int) -> date:
    century, in_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - left) % 7
    late = (golden + 11 * epact + 19 * weekday) // 433
    month = (epact + weekday - 7 * late + 90) // 25
    return date(year, month, (epact + weekday - 7 * late + 33 * month + 19) % 32)


def nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))


def last(year: int, month: int, weekday: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - DAY * ((after.weekday() - weekday - 1) % 7 + 1)


def kingdom(nation: str, year: int) -> set[date]:
    scotland, ireland = nation == "scotland", nation == "northern-ireland"
    fixed = [date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)]
    fixed += [date(year, 1, 2), date(year, 11, 30)] if scotland else []
    fixed += [date(year, 3, 17), date(year, 7, 12)] if ireland else []
    found = {easter(year) - 2 * DAY, nth(year, 5, MON, 1), last(year, 5, MON)}
    found.add(nth(year, 8, MON, 1) if scotland else last(year, 8, MON))
    found |= set() if scotland else {easter(year) + DAY}
    nations, away, added = MOVED.get(year, ("", None, ()))
    if nations in ("*", nation):
        found = (found - {away}) | set(added)
    taken = found | set(fixed)
    for day in sorted(fixed):
        lieu = day
        while day.weekday() in (SAT, SUN) and (lieu.weekday() in (SAT, SUN) or lieu in taken):
            lieu += DAY
        taken.add(lieu)
    return taken


def federal(year: int) -> set[date]:
    found = {nth(year, 1, MON, 3), nth(year, 2, MON, 3), last(year, 5, MON), nth(year, 9, MON, 1)}
    found |= {nth(year, 10, MON, 2), nth(year, 11, THU, 4)}
    fixed = [date(year, *day) for day in ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))]
    for day in (*fixed, date(year + 1, 1, 1)):
        found |= {day, day - DAY if day.weekday() == SAT else day + DAY if day.weekday() == SUN else day}
    return {day for day in found if day.year == year}


def holidays_of(region: str, year: int) -> set[date]:
    return federal(year) if region == "us-federal" else kingdom(region, year)
