"""Measures this package against its peers and against what it is built on.

    python benchmarks/bench.py [--quick] [--only NAME ...] [--rounds N]

Ours and the peer take turns inside of each round, and the ratio is taken round by round; below 1
means less than the peer. The server runs in a process of its own, on another CPU where it can.
"""

from __future__ import annotations

import argparse
import os
import sys

from measuring import Group, Samples, run, serving
from pinning import pin
from report import figures, place, sides

from figures import GROUPS


def main() -> None:
    """Run what was asked for, and print it as markdown."""
    parser = argparse.ArgumentParser(description="Measure, interleaved in one run.")
    names = [group.name for group in GROUPS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="3 rounds: for a first look")
    parser.add_argument("--rounds", type=int, help="rounds of every group")
    options = parser.parse_args()
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]  # nothing goes anywhere but to the server of this machine
    results: list[tuple[Group, Samples]] = []
    with serving() as urls:
        pinned = pin("client")  # what is started from here on inherits it
        for group in GROUPS:
            if group.name in options.only:
                print(f"{group.title} ...", file=sys.stderr)
                rounds = options.rounds or (3 if options.quick else group.rounds)
                results.append((group, run(group, urls[group.tls], rounds)))
    where = "the clients on one CPU, the server on another" if pinned else "not pinned to CPUs"
    print("\n".join([*figures(results), "", *place(), where, "", *sides(results)]))


if __name__ == "__main__":
    main()
