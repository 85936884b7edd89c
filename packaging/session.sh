#!/bin/sh
# Use every command of a program once and keep what it wrote: session.sh PROGRAM INPUTS OUT
# The same session of two builds has to leave the same files. Only sh is needed, so that it runs in an empty system.
set -eu
program=$1 inputs=$2 out=$3
day='--today 2026-03-12'
case=$inputs/sample_case.json
mkdir -p "$out"
cd "$out"
run() { "$program" "$@"; }

run --version >version.txt
run --help >help.txt
for pack in uk us article; do
    run assess "$case" $day --pack "$pack" --json "$pack.json" --note "$pack.txt" --pdf "$pack.pdf"
    run rulebook "book-$pack.html" --pack "$pack"
done
run rulebook book.pdf
run assess "$case" $day --leaflet leaflet.pdf --card card.pdf --fhir fhir.json --csv row.csv --calendar england --ics days.ics \
    --reminder reminder.txt --paper A5 --heading 'A practice' --experimental
run assess "$case" $day --calendar us-federal --leaflet leaflet.html --card card.txt --lab leeds --clinic basic-laboratory
run verify uk.pdf >verify.txt
run verify uk.pdf --advice >advice.txt
run replay uk.json --case "$case" >replay.txt
run case-from-note uk.txt --json again.json
run compare "$case" $day >compare.txt
run changes "$case" $day --from 2026-11-22 >changes.txt
run editions >editions.txt
run sheet sheet.pdf
run sheet sheet.html
if run answers "0000 AYYYYY10" $day >refused.txt 2>&1; then exit 1; else echo "exit $?" >>refused.txt; fi
run recall "$case" recall.csv $day
for report in "$inputs"/report.*; do
    run import "$report" $day --json "read-${report##*.}.json" >"read-${report##*.}.txt"
done
run import - $day <"$inputs/report.txt" >piped.txt
run audit "$inputs/list.csv" list.csv $day --summary list.html 2>list.txt
run audit "$inputs/list.csv" list.parquet $day 2>/dev/null
run audit "$inputs/list.csv" urgent.csv $day --only deficient 2>/dev/null
# What is refused, in one sentence and with its own exit code.
if run assess nowhere.json 2>>refused.txt; then exit 1; else echo "exit $?" >>refused.txt; fi
if run assess "$case" --pack none 2>>refused.txt; then exit 1; else echo "exit $?" >>refused.txt; fi
