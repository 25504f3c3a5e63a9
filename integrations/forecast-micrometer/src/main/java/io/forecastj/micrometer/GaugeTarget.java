package io.forecastj.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Where gauges are registered, with which tags, and the list that has them for their removal.
 *
 * @param registry the registry
 * @param tags the tags of all gauges
 * @param bound receives the gauges
 */
record GaugeTarget(MeterRegistry registry, Tags tags, List<Meter> bound) {
    GaugeTarget and(String... further) {
        return new GaugeTarget(registry, tags.and(further), bound);
    }

    <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        bound.add(Gauge.builder(name, source, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    <T> void seconds(String name, String description, T source, ToDoubleFunction<T> value) {
        bound.add(TimeGauge.builder(name, source, TimeUnit.SECONDS, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    <T> void counter(String name, String description, T source, ToDoubleFunction<T> count) {
        bound.add(FunctionCounter.builder(name, source, count)
                .description(description)
                .tags(tags)
                .register(registry));
    }
}
