#!/bin/sh
# Lay out made-up files for session.sh: session_inputs.sh FOLDER
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
samples=$root/tests/exchange/incoming/samples
mkdir -p "$1"
cp "$root/resources/sample_case.json" "$1/"
cp "$samples/fhir/nhs_pathology_FBC_bundle.xml" "$1/report.xml"
cp "$samples/fhir/nhs_STU3_B12_folate.json" "$1/report.json"
cp "$samples/hl7v2/nist_LRI_CBC.hl7" "$1/report.hl7"
cp "$samples/edifact/nhs_pmip_B12_folate.dat" "$1/report.dat"
cp "$samples/gdt/dcmtogdt_example_6310.gdt" "$1/report.gdt"
cat >"$1/report.txt" <<'REPORT'
Collected 10/03/2026
Serum vitamin B12      142 ng/L   (180 - 900)
Serum folate           8.1 ug/L   (3.0 - 20)
Haemoglobin            121 g/L    (120 - 150)
REPORT
cat >"$1/list.csv" <<'LIST'
id,age_years,sex,total_b12,total_b12_unit,total_b12_collected,haemoglobin,haemoglobin_unit,metformin,fatigue
P1,67,female,142,ng/L,2026-03-10,121,g/L,yes,yes
P2,34,male,520,ng/L,2026-03-09,150,g/L,no,
P3,abc,female,120,ng/L,2026-03-08,,,yes,no
LIST
