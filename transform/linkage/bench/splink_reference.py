#!/usr/bin/env python3
"""The reference: Splink 5 on DuckDB over a table of persons, set up as well as we know how.

    splink_reference.py persons.csv --out DIR [--thresholds 0.5,0.9,0.95,0.99,0.9999] [--no-nhs] [--veto]

Reads the columns that `lollipop fixtures persons` writes, any of which but record_id may be missing, and writes to DIR
    clusters-THRESHOLD.csv   record_id,cluster_id
    pairs.csv                every pair scored above --floor, with its match weight and the rule that found it
    cost.json                seconds, processor seconds and peak memory, by step
    model.json               the trained model, for Splink to read again

What is counted as its cost runs from the first byte of the table read to the last cluster of the first threshold written:
load, standardise, train, predict, cluster, write. The import of the libraries is counted apart. Further thresholds are
clustered after the clock has stopped.
"""

import argparse
import json
import os
import pathlib
import resource
import time

START = time.process_time()

import duckdb  # noqa: E402
import splink.comparison_level_library as cll  # noqa: E402
import splink.comparison_library as cl  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402
from splink.blocking_rule_library import CustomRule  # noqa: E402

COLUMNS = [
    "record_id", "forename", "middle_names", "surname", "sex", "date_of_birth", "address", "town", "postcode", "phone",
    "nhs_number", "other_identifier", "birth_order", "organisation",
]

# Forenames that stand for none: a missing value, and never a name in common.
PLACEHOLDERS = (
    r"^(baby|babe|infant|newborn|unnamed|unknown|notknown|male|female|boy|girl|babyboy|babygirl|twin|twinone|twintwo|"
    r"triplet|bo|babyof|mr|miss|mstr)$"
)

# How a table is brought into the form that is compared. Two or three letters of prefix, deletion keys and the swapped
# date serve blocking alone.
STANDARDISE = r"""
create table persons as
with raw as (
    select record_id,
        nullif(regexp_replace(lower(strip_accents(split_part(trim(forename), ' ', 1))), '[^a-z]', '', 'g'), '') as first_name,
        nullif(regexp_replace(lower(strip_accents(surname)), '[^a-z]', '', 'g'), '') as surname,
        case when sex in ('M', 'F', 'm', 'f') then upper(sex) end as sex,
        try_cast(date_of_birth as date) as dob,
        nullif(regexp_replace(lower(address), '[^a-z0-9]', '', 'g'), '') as address,
        nullif(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), '') as postcode,
        nullif(regexp_replace(nhs_number, '[^0-9]', '', 'g'), '') as nhs,
        nullif(trim(other_identifier), '') as other_identifier,
        try_cast(birth_order as integer) as birth_order,
        nullif(trim(organisation), '') as organisation
    from source
), checked as (
    select *,
        length(nhs) = 10 and not regexp_matches(nhs, '^(0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$') and
        (11 - (10 * nhs[1]::int + 9 * nhs[2]::int + 8 * nhs[3]::int + 7 * nhs[4]::int + 6 * nhs[5]::int + 5 * nhs[6]::int
            + 4 * nhs[7]::int + 3 * nhs[8]::int + 2 * nhs[9]::int) % 11) % 11 = nhs[10]::int as nhs_is_valid
    from (select * replace (case when length(nhs) = 10 then nhs end as nhs) from raw)
)
select record_id,
    case when not regexp_matches(first_name, '{placeholders}') then first_name end as forename,
    surname, sex, dob, strftime(dob, '%Y-%m-%d') as dob_text, year(dob) as birth_year,
    case when day(dob) <= 12 and day(dob) <> month(dob) then make_date(year(dob), day(dob), month(dob)) end as dob_swapped,
    address, postcode,
    case when length(postcode) > 4 then left(postcode, -3) end as outward,
    case when length(postcode) > 4 then left(postcode, -2) end as sector,
    nhs, coalesce(nhs_is_valid, false) as nhs_is_valid, case when nhs_is_valid then nhs end as nhs_valid,
    case when nhs is not null then [i::varchar || left(nhs, i - 1) || substr(nhs, i + 1) for i in range(1, 11)] end as nhs_deleted,
    other_identifier, birth_order, organisation, left(surname, 3) as surname_start
from checked
"""


def run(con, sql, values=()):
    """Runs a statement to its end: DuckDB takes no other while a result waits to be read."""
    return con.execute(sql, values).fetchall()


def load(con, path):
    """Reads the table as text and adds the columns that it lacks."""
    run(con, "create table source as select * from read_csv(?, header = true, all_varchar = true)", [str(path)])
    have = {row[0] for row in run(con, "describe source")}
    for name in COLUMNS:
        if name not in have:
            run(con, f"alter table source add column {name} varchar")
    run(con, STANDARDISE.replace("{placeholders}", PLACEHOLDERS))
    run(con, "drop table source")


def name_levels(name, near, nearer):
    return [
        cll.NullLevel(name),
        cll.ExactMatchLevel(name, term_frequency_adjustments=True),
        cll.JaroWinklerLevel(name, nearer),
        cll.JaroWinklerLevel(name, near),
    ]


def level(sql, label, m=None, u=None):
    """A level, with what is known of it where no sample would hold a pair of it: training leaves such a figure alone."""
    made = {"sql_condition": sql, "label_for_charts": label}
    if m is not None:
        made |= {"m_probability": m, "fix_m_probability": True}
    if u is not None:
        made |= {"u_probability": u, "fix_u_probability": True}
    return made


def comparisons(nhs):
    forename = name_levels("forename", 0.8, 0.92)
    forename.append(level("forename_l = surname_r and surname_l = forename_r", "swapped with surname", m=0.001, u=1e-6))
    surname = name_levels("surname", 0.85, 0.92)
    surname.append(level("contains(surname_l, surname_r) or contains(surname_r, surname_l)", "one holds the other", m=0.005))
    made = [
        cl.CustomComparison(output_column_name="forename", comparison_levels=[*forename, cll.ElseLevel()]),
        cl.CustomComparison(output_column_name="surname", comparison_levels=[*surname, cll.ElseLevel()]),
        cl.CustomComparison(output_column_name="dob", comparison_levels=[
            cll.NullLevel("dob"),
            cll.ExactMatchLevel("dob"),
            level("dob_l = dob_swapped_r", "day and month swapped"),
            level("damerau_levenshtein(dob_text_l, dob_text_r) <= 1", "one character differs"),
            level("birth_year_l = birth_year_r", "same year"),
            cll.ElseLevel().configure(m_probability=0.0001, fix_m_probability=True),
        ]),
        cl.CustomComparison(output_column_name="postcode", comparison_levels=[
            cll.NullLevel("postcode"),
            cll.ExactMatchLevel("postcode"),
            cll.DamerauLevenshteinLevel("postcode", 1),
            cll.ExactMatchLevel("sector"),
            cll.ExactMatchLevel("outward"),
            cll.ElseLevel(),
        ]),
        cl.CustomComparison(output_column_name="address", comparison_levels=[
            cll.NullLevel("address"), cll.ExactMatchLevel("address"), cll.JaroWinklerLevel("address", 0.9), cll.ElseLevel(),
        ]),
        cl.ExactMatch("sex"),
        # Known of twins alone: pairs of equal numbers, which hold twins under one number, would teach the contrary.
        cl.CustomComparison(output_column_name="birth_order", comparison_levels=[
            cll.NullLevel("birth_order"), level("birth_order_l = birth_order_r", "equal", m=0.995, u=0.5),
            cll.ElseLevel().configure(m_probability=0.005, u_probability=0.5, fix_m_probability=True, fix_u_probability=True),
        ]),
    ]
    if nhs:
        made.append(cl.CustomComparison(output_column_name="nhs", comparison_levels=[
            cll.NullLevel("nhs"),
            level("nhs_l = nhs_r and nhs_is_valid_l", "equal and valid", u=1e-6),
            level("not (nhs_is_valid_l and nhs_is_valid_r) and damerau_levenshtein(nhs_l, nhs_r) <= 1", "a digit off, a check fails",
                  m=0.005, u=1e-6),
            level("nhs_is_valid_l and nhs_is_valid_r", "two valid numbers that differ", m=0.002),
            cll.ElseLevel().configure(m_probability=0.001, fix_m_probability=True),
        ]))
    else:
        made.append(cl.CustomComparison(output_column_name="other_identifier", comparison_levels=[
            cll.NullLevel("other_identifier"), level("other_identifier_l = other_identifier_r", "equal", u=1e-5),
            cll.DamerauLevenshteinLevel("other_identifier", 1), cll.ElseLevel(),
        ]))
    return made


def blocking(nhs, deleted):
    """The twelve rules, the same keys as the Go side has."""
    rules = [
        block_on("nhs_valid"),
        block_on("dob", "postcode"),
        block_on("dob", "surname_start"),
        block_on("dob", "forename"),
        block_on("forename", "surname", "birth_year"),
        block_on("postcode", "forename"),
        block_on("postcode", "address", "sex", "birth_year"),
        block_on("forename", "surname", "outward"),
        CustomRule("l.nhs_deleted = r.nhs_deleted and not (l.nhs_is_valid and r.nhs_is_valid)", arrays_to_explode=["nhs_deleted"]),
        CustomRule("l.surname = r.surname and l.dob = r.dob_swapped"),
        CustomRule("l.forename = r.surname and l.surname = r.forename and l.dob = r.dob"),
        CustomRule("l.dob = r.dob and l.organisation = r.organisation and l.sex = r.sex and (l.forename is null or r.forename is null)"),
    ]
    if not nhs:
        return [r for i, r in enumerate(rules) if i not in (0, 8)] + [block_on("other_identifier")]
    return [r for i, r in enumerate(rules) if deleted or i != 8]


def train(linker, nhs, pairs, seed):
    sure = [block_on("nhs_valid", "dob")] if nhs else [block_on("other_identifier", "dob")]
    sure.append(block_on("forename", "surname", "dob", "postcode"))
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=seed)
    em = linker.training.estimate_parameters_using_expectation_maximisation
    em(block_on("nhs_valid") if nhs else block_on("other_identifier"), estimate_without_term_frequencies=True)
    # The number itself cannot be learnt where it is what joins: its levels come from pairs of equal names and birth date.
    em(block_on("forename", "surname", "dob"), estimate_without_term_frequencies=True)


# What a service would have to write by hand to keep twins apart: an edge between two children of one birth date is dropped
# where the birth orders differ, or the forenames together with the sex or the valid number.
VETO = """
    dob_l = dob_r and (birth_order_l <> birth_order_r or (mw_forename < 0 and (sex_l <> sex_r or
    (nhs_is_valid_l and nhs_is_valid_r and nhs_l <> nhs_r))))
"""


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    con = duckdb.connect()
    run(con, "set threads = 2")
    watch = Watch()
    load(con, args.persons)
    db = DuckDBAPI(connection=con)
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="record_id", comparisons=comparisons(args.nhs),
        blocking_rules_to_generate_predictions=blocking(args.nhs, args.deletion_keys), retain_matching_columns=False,
        additional_columns_to_retain=["dob", "birth_order", "sex", "nhs", "nhs_is_valid"] if args.veto else [],
        retain_intermediate_calculation_columns=args.veto,
    )
    linker = Linker(db.register("persons"), settings, log_level=None if args.verbose else 40)
    watch.lap("load")
    train(linker, args.nhs, args.pairs, args.seed)
    watch.lap("train")
    predictions = linker.inference.predict(threshold_match_probability=args.floor)
    if args.veto:
        run(con, f"delete from {predictions.physical_name} where {VETO}")
    watch.lap("predict")
    write_clusters(con, linker, predictions, args.thresholds[0], args.out)
    watch.lap("cluster")
    run(con, f"copy (select * from {predictions.physical_name}) to '{args.out}/pairs.csv' (header)")
    watch.lap("write")
    report(con, linker, predictions, watch, args)
    for threshold in args.thresholds[1:]:
        write_clusters(con, linker, predictions, threshold, args.out)


def write_clusters(con, linker, predictions, threshold, out):
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=float(threshold))
    run(con, f"copy (select record_id, cluster_id from {found.physical_name} order by record_id) to '{out}/clusters-{threshold}.csv' (header)")
    found.drop_table_from_database_and_remove_from_cache()


class Watch:
    """Counts seconds, processor seconds of all threads, and the peak of memory."""

    def __init__(self):
        self.imports = time.process_time() - START
        self.wall, self.cpu, self.laps = time.monotonic(), time.process_time(), {}

    def lap(self, name):
        wall, cpu = time.monotonic(), time.process_time()
        self.laps[name] = {"seconds": round(wall - self.wall, 2), "cpu_seconds": round(cpu - self.cpu, 2)}
        self.wall, self.cpu = wall, cpu


def report(con, linker, predictions, watch, args):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = {
        "persons": run(con, "select count(*) from persons")[0][0],
        "pairs_above_floor": run(con, f"select count(*) from {predictions.physical_name}")[0][0],
        "cpu_seconds": round(sum(lap["cpu_seconds"] for lap in watch.laps.values()), 2),
        "seconds": round(sum(lap["seconds"] for lap in watch.laps.values()), 2),
        "peak_mib": round(peak), "cpu_seconds_of_imports": round(watch.imports, 2), "steps": watch.laps,
        "load_average": os.getloadavg()[0], "veto": args.veto, "deletion_keys": args.deletion_keys, "u_pairs": args.pairs, "seed": args.seed, "threads": 2,
    }
    text = json.dumps(cost, indent=1)
    pathlib.Path(args.out, "cost.json").write_text(text + "\n")
    linker.misc.save_model_to_json(str(pathlib.Path(args.out, "model.json")), overwrite=True)
    print(text)


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("persons", type=pathlib.Path)
    p.add_argument("--out", required=True)
    p.add_argument("--thresholds", default="0.95,0.5,0.9,0.99,0.9999", type=lambda s: s.split(","))
    p.add_argument("--floor", default=0.05, type=float, help="probability from which a pair is written")
    p.add_argument("--pairs", default=2_000_000, type=float, help="random pairs that u is counted from")
    p.add_argument("--seed", default=None, type=int, help="makes u repeat exactly, and costs time")
    p.add_argument("--no-nhs", dest="nhs", action="store_false", help="the table has no NHS numbers: other_identifier takes their place")
    p.add_argument("--veto", action="store_true", help="drop edges that contradict a birth, as a service would write it by hand")
    p.add_argument("--no-deletion-keys", dest="deletion_keys", action="store_false",
                   help="leave out the rule that finds numbers with one digit wrong: DuckDB pays much for it")
    p.add_argument("--verbose", action="store_true")
    return p.parse_args()


if __name__ == "__main__":
    main()
