-- The request of compare.sh for wrk: the bars of the file in $BODY, with the key of the service.
wrk.method = "POST"
local file = assert(io.open(os.getenv("BODY")))
wrk.body = file:read("*a")
file:close()
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("SERVICE_API_KEY")

function done(summary, latency)
    local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
    io.write(string.format("%8.0f a second, p50 %6.1f ms, p99 %6.1f ms, %d failed\n",
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
