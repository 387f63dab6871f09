#!/usr/bin/env python3
"""The whole road of Pingyi beside the bare reading and grouping of other tools, on the same file.

    python3 benches/beside/run.py FOLDER [--pingyi target/release/pingyi] [--runs 5]

FOLDER was made by `cargo bench --bench scale -- 1700000 make FOLDER`. DuckDB, polars and pandas only read
the file and take, for each unit and group, the weighted mean of each of the six answers; Pingyi checks
every row, counts, scores, ranks, and computes the covariance of the scores, rank sets and findings. Each
run is a process of its own; runs alternate; the median of the wall times is printed, and the greatest
peak of memory. Needs `pip install duckdb polars pandas`; what is missing is left out and said.
"""
import argparse, glob, os, resource, statistics, subprocess, sys, time

INDICATORS = ["业务工作", "制度建设和落实", "依法行政依法办事", "政务公开和事务公开", "办事效率和服务质量", "廉政建设和行风服务"]
POINTS = {"满意": 100, "基本满意": 80, "一般": 60, "不满意": 30}
THREADS = len(os.sched_getaffinity(0))


def duckdb(files):
    import duckdb

    con = duckdb.connect()
    con.execute(f"set threads={THREADS}")
    points = " ".join(f"when '{text}' then {n} * \"权重\"" for text, n in POINTS.items())
    texts = ", ".join(f"'{text}'" for text in POINTS)
    means = ", ".join(
        f'sum(case "{i}" {points} end) / sum(case when "{i}" in ({texts}) then "权重" end)' for i in INDICATORS
    )
    return len(con.execute(f'select "单位", "评议主体", {means} from read_csv({files}) group by all').fetchall())


def polars(files):
    import polars as pl

    def mean(indicator):
        points = pl.col(indicator).replace_strict(POINTS, default=None, return_dtype=pl.Float64)
        weight = pl.col("权重")
        return ((points * weight).sum() / weight.filter(points.is_not_null()).sum()).alias(indicator)

    table = pl.scan_csv(files).group_by("单位", "评议主体").agg(map(mean, INDICATORS))
    return len(table.collect(engine="streaming"))


def pandas(files):
    import pandas as pd

    table = pd.concat(map(pd.read_csv, files)) if len(files) > 1 else pd.read_csv(files[0])
    for i in INDICATORS:
        points = table[i].map(POINTS)
        table["w" + i] = table["权重"].where(points.notna())
        table[i] = points * table["权重"]
    return len(table.groupby(["单位", "评议主体"])[INDICATORS + ["w" + i for i in INDICATORS]].sum())


TOOLS = {"duckdb": duckdb, "polars": polars, "pandas": pandas}


def one(tool, files):
    """In a process of its own: the time of the import is not counted."""
    if tool == "polars":
        os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    __import__(tool)
    start = time.perf_counter()
    TOOLS[tool](files)
    wall = time.perf_counter() - start
    print(wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def spawned(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{command} ended with {code}")
    return wall, usage.ru_maxrss / 1024


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("folder")
    parse.add_argument("--pingyi", default="target/release/pingyi")
    parse.add_argument("--runs", type=int, default=5)
    parse.add_argument("--one")
    args = parse.parse_args()
    files = sorted(glob.glob(os.path.join(args.folder, "ballots-*.csv")))
    if args.one:
        return one(args.one, files)
    size = sum(map(os.path.getsize, files)) / 1e6
    print(f"{size:.0f} MB in {len(files)} file(s), {THREADS} cores, median of {args.runs} runs in turn")
    for file in files:
        with open(file, "rb") as stream:
            while stream.read(1 << 24):
                pass
    walls, peaks = {}, {}
    for _ in range(args.runs):
        for tool in ["pingyi", *TOOLS]:
            if tool == "pingyi":
                wall, peak = spawned([args.pingyi, "rank", args.folder, "--quiet"])
            else:
                command = [sys.executable, __file__, args.folder, "--one", tool]
                done = subprocess.run(command, capture_output=True, text=True)
                if done.returncode:
                    walls.setdefault(tool, None)
                    continue
                wall, peak = map(float, done.stdout.split())
            walls.setdefault(tool, []).append(wall)
            peaks[tool] = max(peak, peaks.get(tool, 0))
    own = statistics.median(walls["pingyi"])
    for tool, times in walls.items():
        if times is None:
            print(f"{tool:8} not installed, or it failed")
            continue
        wall = statistics.median(times)
        print(f"{tool:8} {wall:7.3f} s  {peaks[tool]:6.0f} MB  pingyi takes {own / wall:.2f} of it")


main()
