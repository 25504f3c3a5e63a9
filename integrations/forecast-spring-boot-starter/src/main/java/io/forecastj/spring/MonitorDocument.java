package io.forecastj.spring;

import io.forecastj.lifecycle.monitoring.InputDrift;
import io.forecastj.lifecycle.monitoring.LatencySummary;
import io.forecastj.lifecycle.monitoring.MonitorSnapshot;
import io.forecastj.lifecycle.monitoring.TargetErrors;
import io.forecastj.lifecycle.monitoring.WatchedInterval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The snapshot of a monitor as maps and numbers. A number that is not known yet, or not finite, is left out. */
final class MonitorDocument {
    private static final double NANOS_A_MICRO = 1_000;

    private MonitorDocument() {}

    static Map<String, Object> of(MonitorSnapshot snapshot) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", snapshot.name());
        document.put("calls", snapshot.calls());
        document.put("failures", snapshot.failures());
        document.put("forecasts", snapshot.forecasts());
        document.put("rows", snapshot.rows());
        document.put("waiting", snapshot.waiting());
        put(document, "degradedShare", snapshot.degradedShare());
        put(document, "fallbackShare", snapshot.fallbackShare());
        put(document, "failedShare", snapshot.failedShare());
        snapshot.latency().ifPresent(latency -> document.put("latencyMicros", latency(latency)));
        document.put(
                "errors",
                snapshot.errors().stream().map(MonitorDocument::errors).toList());
        document.put(
                "inputs", snapshot.inputs().stream().map(MonitorDocument::input).toList());
        return document;
    }

    private static Map<String, Object> errors(TargetErrors errors) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", errors.target());
        document.put("count", errors.count());
        put(document, "mae", errors.mae());
        put(document, "rmse", errors.rmse());
        put(document, "bias", errors.bias());
        put(document, "naiveMae", errors.naiveMae());
        put(document, "skill", errors.skill());
        document.put(
                "intervals",
                errors.intervals().stream().map(MonitorDocument::interval).toList());
        return document;
    }

    private static Map<String, Object> interval(WatchedInterval interval) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("nominal", interval.nominal());
        document.put("count", interval.count());
        put(document, "coverage", interval.coverage());
        put(document, "meanWidth", interval.meanWidth());
        return document;
    }

    private static Map<String, Object> input(InputDrift drift) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("column", drift.column());
        document.put("rows", drift.rows());
        put(document, "psi", drift.psi());
        put(document, "usualPsi", drift.usualPsi());
        put(document, "kolmogorovSmirnov", drift.kolmogorovSmirnov());
        put(document, "missingShare", drift.missingShare());
        return document;
    }

    private static Map<String, Object> latency(LatencySummary latency) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("count", latency.count());
        document.put("p50", latency.p50().toNanos() / NANOS_A_MICRO);
        document.put("p90", latency.p90().toNanos() / NANOS_A_MICRO);
        document.put("p99", latency.p99().toNanos() / NANOS_A_MICRO);
        document.put("max", latency.max().toNanos() / NANOS_A_MICRO);
        return document;
    }

    private static void put(Map<String, Object> document, String key, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            document.put(key, value.getAsDouble());
        }
    }
}
