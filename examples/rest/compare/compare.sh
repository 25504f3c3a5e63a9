#!/usr/bin/env bash
# Forecasts a second over loopback of this service, the bare HTTP server of the JDK, and FastAPI with one worker and two.
# compare.sh [seconds]; needs wrk, python3-fastapi, python3-uvicorn and python3-numpy of Debian, and CLASSPATH:
# mvn -B -ntp -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath -pl examples/rest -am
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
port=18095
folder=$(mktemp -d)
export SERVICE_API_KEY=key-of-the-comparison BODY=$folder/body.json
export CLASSPATH=${CLASSPATH:-target/test-classes:target/classes:$(cat target/classpath)}
server=
trap '[ -z "$server" ] || kill $server; rm -rf "$folder"' EXIT

load() {
    wrk -t1 -c"$1" -d"$2" -s compare/forecast.lua "http://127.0.0.1:$port/forecast" | tail -1
}

# measure NAME COMMAND...: starts a server, lets it warm up with few connections, and loads it with 64
measure() {
    "${@:2}" > "$folder/log" 2>&1 &
    server=$!
    until curl -s -o "$folder/up" "http://127.0.0.1:$port/"; do
        kill -0 $server || { cat "$folder/log"; exit 1; }
        sleep 0.2
    done
    [ -f "$BODY" ] || {
        until bars=$(curl -sf -H "Authorization: Bearer $SERVICE_API_KEY" "http://127.0.0.1:$port/series?rows=300")
        do sleep 0.2; done
        echo "{\"series\": $bars}" > "$BODY"
    }
    load 2 "$seconds" > "$folder/warm"
    echo "$1: $(load 64 "$seconds")"
    kill $server
    wait $server || true
    server=
}

measure "REST service" java -Xmx1g io.forecastj.examples.rest.RestService --server.port=$port \
    --service.store="$folder/models" --service.bar-every=1h
measure "HTTP server of the JDK" java -Xmx1g io.forecastj.examples.rest.BareServer "$folder/models" $port
for workers in 1 2; do
    measure "FastAPI, workers: $workers" /usr/bin/python3 -B -m uvicorn --app-dir compare \
        --no-access-log --log-level warning --port $port --workers $workers service:app
done
