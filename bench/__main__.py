"""Print the measurements side by side: `./dev bench` for all of them, `./dev bench sync report` for some.

Absolute times belong to the machine; the ratios, taken in one run, are what to carry elsewhere. Nothing here is a gate.
"""

import importlib
import sys

MEASUREMENTS = ("sync", "report", "server", "first_visit", "phone")


def main(chosen: list[str]) -> None:
    unknown = set(chosen) - set(MEASUREMENTS)
    if unknown:
        sys.exit(
            f"There is no measurement called {', '.join(sorted(unknown))}. There are: {', '.join(MEASUREMENTS)}."
        )
    for name in chosen or MEASUREMENTS:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
