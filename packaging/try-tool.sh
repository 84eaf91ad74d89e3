#!/usr/bin/env bash
# Packs the .NET tool, installs it beside itself, and starts it in an empty folder as a newcomer does. Needs curl.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
tool=""
trap '[ -z "$tool" ] || kill "$tool" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
dotnet pack src/Gateway -c Release -v q -o "$folder/packages"
dotnet tool install JobsGateway --tool-path "$folder/tools" --add-source "$folder/packages"
mkdir "$folder/empty"
cd "$folder/empty"

echo "Without a secret it says what to do:"
code=0; "$folder/tools/jobsgateway" || code=$?
[ "$code" -eq 1 ]

echo "In Development it works as it is:"
"$folder/tools/jobsgateway" --environment=Development --Urls=http://127.0.0.1:15090 >"$folder/log" 2>&1 &
tool=$!
for _ in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:15090/health/ready && grep -q retry/ "$folder/log" && break; sleep 0.1; done
token=$(grep -m1 -o 'Bearer [^"]*' "$folder/log")
curl -sf -H "Authorization: $token" http://127.0.0.1:15090/api/v2/jobs/65e1f3a0b0b0b0b0b0b00001 | cut -c1-80
[ -f data/jobs.db ] && echo "The data is where it was started: $(ls data | tr '\n' ' ')"
kill -TERM "$tool"
code=0; wait "$tool" || code=$?
tool=""
echo "It ended with $code."
[ "$code" -eq 0 ]
