#!/usr/bin/env bash
# Runs two gateways behind haproxy on this machine and replaces one after the other under load. Needs haproxy, wrk and a published gateway:
#   dotnet publish src/Gateway -c Release -o artifacts/jobsgateway && samples/deployments/two-gateways/try.sh artifacts/jobsgateway
# The store is a SQLite file that both use, as there may be no SQL Server here; all else is as in haproxy.cfg.
set -euo pipefail
program=$(realpath "${1:?the folder of the published gateway}")/JobsGateway.Gateway
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
declare -A gateway
trap 'kill "${gateway[@]}" "$balancer" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
export ASPNETCORE_ENVIRONMENT=Production Jwt__Secrets__0=a-secret-of-more-than-thirty-two-bytes Samples__Enabled=true \
  Stores__local__Type=Sqlite "Stores__local__ConnectionString=Data Source=$folder/jobs.db" Shutdown__Delay=00:00:03

start() { # name port
  "$program" run --Urls="http://127.0.0.1:$2" >"$1.log" 2>&1 &
  gateway[$1]=$!
  for _ in $(seq 100); do curl -sf -o /dev/null "http://127.0.0.1:$2/health/ready" && return; sleep 0.1; done
  cat "$1.log"; return 1
}

start a 15081
start b 15082
sed -e 's/10.0.0.11:5080/127.0.0.1:15081/; s/10.0.0.12:5080/127.0.0.1:15082/; s/bind :8080/bind 127.0.0.1:15080/' "$here/haproxy.cfg" >haproxy.cfg
haproxy -f haproxy.cfg >haproxy.log 2>&1 &
balancer=$!
for _ in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:15080/health && break; sleep 0.1; done

token=$("$program" token)
wrk -t1 -c16 -d25s -H "Authorization: Bearer $token" http://127.0.0.1:15080/api/v2/jobs/65e1f3a0b0b0b0b0b0b00001 >wrk.txt &
load=$!
for name in a b; do
  sleep 2
  kill -TERM "${gateway[$name]}"
  code=0; wait "${gateway[$name]}" || code=$?
  echo "gateway $name ended with $code"
  start "$name" "$([ "$name" = a ] && echo 15081 || echo 15082)"
  echo "gateway $name is ready again"
  sleep 3 # Until haproxy has seen that twice.
done
wait "$load"
grep -E 'requests in|Requests/sec|Non-2xx|Socket errors' wrk.txt
if grep -qE 'Non-2xx|Socket errors' wrk.txt; then echo "Requests were lost."; exit 1; fi
echo "No request was lost."
