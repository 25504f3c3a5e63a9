package io.forecastj.micrometer;

import io.forecastj.lifecycle.monitoring.InputDrift;
import io.forecastj.lifecycle.monitoring.InputSketch;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.TargetErrors;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The gauges of a monitor: errors against the naive forecast, coverage and drift. */
final class MonitorGauges {
    private MonitorGauges() {}

    static void bind(Monitor monitor, Iterable<String> targets, GaugeTarget to) {
        MonitorReading reading = new MonitorReading(to.registry().config().clock());
        to.counter("forecastj.monitor.rows", "Live rows after the training span", monitor, one -> reading.of(one)
                .rows());
        to.counter("forecastj.monitor.dropped", "Forecasts dropped before they were scored", monitor, one -> reading.of(
                        one)
                .dropped());
        to.gauge("forecastj.monitor.waiting", "Forecasts that wait for their truth", monitor, one -> reading.of(one)
                .waiting());
        for (String target : targets) {
            errors(monitor, reading, target, to.and("target", target));
        }
        List<InputDrift> inputs = monitor.drift().map(InputSketch::drift).orElse(List.of());
        for (int i = 0; i < inputs.size(); i++) {
            drift(monitor, reading, i, to.and("input", inputs.get(i).column()));
        }
    }

    private static void errors(Monitor monitor, MonitorReading reading, String target, GaugeTarget to) {
        to.gauge("forecastj.monitor.scored", "Scored steps in the window", monitor, one -> reading.of(one)
                .errors(target)
                .map(TargetErrors::count)
                .orElse(0L));
        Errors errors = (name, description, value) -> to.gauge(
                name,
                description,
                monitor,
                one -> number(reading.of(one).errors(target).map(value).orElse(OptionalDouble.empty())));
        errors.gauge("forecastj.monitor.mae", "Mean absolute error", TargetErrors::mae);
        errors.gauge("forecastj.monitor.bias", "Mean of actual value minus forecast", TargetErrors::bias);
        errors.gauge(
                "forecastj.monitor.mae.ratio", "MAE divided by that of the naive forecast", TargetErrors::maeRatio);
        errors.gauge("forecastj.monitor.skill", "Share of the naive RMSE that is removed", TargetErrors::skill);
        for (double nominal : monitor.intervals()) {
            to.and("nominal", Double.toString(nominal))
                    .gauge(
                            "forecastj.monitor.coverage",
                            "Share of actual values in the interval",
                            monitor,
                            one -> number(reading.of(one)
                                    .errors(target)
                                    .map(found -> found.interval(nominal).coverage())
                                    .orElse(OptionalDouble.empty())));
        }
    }

    private interface Errors {
        void gauge(String name, String description, Function<TargetErrors, OptionalDouble> value);
    }

    private static void drift(Monitor monitor, MonitorReading reading, int input, GaugeTarget to) {
        to.gauge(
                "forecastj.monitor.drift",
                "Population stability index of live rows",
                monitor,
                one -> number(reading.of(one).inputs().get(input).psi()));
        to.gauge(
                "forecastj.monitor.drift.usual",
                "Largest index within the training span",
                monitor,
                one -> number(reading.of(one).inputs().get(input).usualPsi()));
    }

    private static double number(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
