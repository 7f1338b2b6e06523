#!/usr/bin/env bash
# Reads the bundled reports into a fresh store and prints the table of one day. `make demo` sets up and calls this.
set -euo pipefail
cd "$(dirname "$0")/.."
habeas="${HABEAS_BIN:-.venv/bin/habeas}"
store=build/demo/store

rm -rf build/demo
mkdir -p build/demo

echo "40 reports written for the demo from public figures (demo/README.md); none is a real dispatch."
echo
"$habeas" collect demo/reports --store "$store"
echo
"$habeas" tally --store "$store" --from 2022-02-27 --to 2022-02-27 --brief
echo
echo "What was known at 22:54 that night, with every claim:"
echo "  $habeas tally --store $store --measure detained --place Russia --from 2022-02-27 --to 2022-02-27 --as-of 2022-02-27T22:54+03:00"
echo "One report, claim by claim:  $habeas read demo/reports/square.txt"
