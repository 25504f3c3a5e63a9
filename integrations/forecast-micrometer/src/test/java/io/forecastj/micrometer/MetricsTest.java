package io.forecastj.micrometer;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A registry with a clock that stands still, series, and what the meters show. */
abstract class MetricsTest {
    final MockClock clock = new MockClock();
    final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    static TimeSeries series(String id, int rows) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        Random random = new Random(7);
        for (int i = 0; i < rows; i++) {
            series.add(Instant.ofEpochMilli(day(i)), 10 + random.nextDouble());
        }
        return series.build();
    }

    static long day(int number) {
        return number * 86_400_000L;
    }

    static Predictor naive() {
        return Baselines.naive("y", 3).fit(series("a", 60));
    }

    /** The value of a meter by its name and tags, such as {@code "forecastj.forecast", "status", "OK"}. */
    double value(String name, String... tags) {
        List<Meter> found = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals(name))
                .filter(meter -> {
                    for (int i = 0; i < tags.length; i += 2) {
                        if (!tags[i + 1].equals(meter.getId().getTag(tags[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one meter " + name + " " + List.of(tags) + ", found "
                    + found.stream().map(Meter::getId).toList() + " of "
                    + registry.getMeters().stream().map(Meter::getId).toList());
        }
        return found.get(0).measure().iterator().next().getValue();
    }

    List<String> names() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .distinct()
                .sorted()
                .toList();
    }
}
