package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Ets;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory of many series of one task whose sessions are all open, beside their states in a store in memory. */
@Tag("slow")
class LiveSeriesMemoryTest {
    private static final int KEYS = 100_000;
    private static final List<String> COLUMNS = List.of("y");

    private static TimeSeries series(int key, int rows) {
        Random random = new Random(key);
        TimeSeries.Builder series = TimeSeries.builder(COLUMNS).id("key " + key).sampling(Sampling.daily());
        double level = 100;
        for (int row = 0; row < rows; row++) {
            level += random.nextGaussian();
            series.add(MadeRows.START.plusSeconds(86_400L * row), level);
        }
        return series.build();
    }

    @Test
    void aHundredThousandLinearSeriesTakeLessThanFiveThousandBytesEach() {
        List<TimeSeries> training =
                IntStream.range(0, 20).mapToObj(i -> series(i, 200)).toList();
        try (Predictor predictor =
                Linear.forecaster().column("y").lookback(24).horizon(3).build().fit(training)) {
            long bytes = bytesOfEach(predictor, 24, key -> TimeSeries.empty());
            assertThat(bytes).isLessThan(5_000);
        }
    }

    @Test
    void aHundredThousandSeriesOfExponentialSmoothingTakeLessThanFiveThousandBytesEach() {
        List<TimeSeries> training =
                IntStream.range(0, KEYS).mapToObj(i -> series(i, 20)).toList();
        try (Predictor predictor =
                Ets.forecaster().column("y").horizon(3).form("ANN").build().fit(training)) {
            long bytes = bytesOfEach(predictor, 0, training::get);
            assertThat(bytes).isLessThan(5_000);
        }
    }

    /** Returns the bytes of a series: what is added to the heap by two forecasts of each. */
    private static long bytesOfEach(Predictor predictor, int known, IntFunction<TimeSeries> histories) {
        StreamForecasting.Builder builder = StreamForecasting.of(predictor).liveSessions(KEYS);
        if (known == 0) {
            builder.histories(key -> histories.apply(Integer.parseInt(key.substring(4))));
        }
        ProcessorSupplier<String, StreamInput, String, StreamForecast> supplier =
                ForecastStreams.of(builder.build(), Stores.inMemoryKeyValueStore("states"));
        MockProcessorContext<String, StreamForecast> context = new MockProcessorContext<>(settings());
        for (StoreBuilder<?> store : supplier.stores()) {
            KeyValueStore<?, ?> states = (KeyValueStore<?, ?>)
                    store.withLoggingDisabled().withCachingDisabled().build();
            states.init(context.getStateStoreContext(), states);
            context.addStateStore(states);
        }
        Processor<String, StreamInput, String, StreamForecast> processor = supplier.get();
        processor.init(context);
        int first = known == 0 ? 20 : 0;
        int rows = known == 0 ? 2 : predictor.info().requiredHistory() + 2;
        long before = used();
        long answered = 0;
        for (int key = 0; key < KEYS; key++) {
            TimeSeries series = series(key, first + rows);
            for (int row = first; row < first + rows; row++) {
                processor.process(
                        new Record<>(series.id(), StreamRow.of(series.time(row), COLUMNS, series.value(row, 0)), 0));
                answered +=
                        context.forwarded().get(0).record().value().forecast().isPresent() ? 1 : 0;
                context.resetForwards();
            }
        }
        long bytes = (used() - before) / KEYS;
        assertThat(answered).isGreaterThanOrEqualTo(2L * KEYS);
        System.out.println(predictor.info().name() + ": " + bytes + " bytes a series"); // for docs/streams.md
        processor.close();
        return bytes;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return settings;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
