package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a processor keeps open and in its store. */
class StreamStateTest {
    /** Forecasts the sum of the rows, and counts open sessions. */
    private static final class Summing extends AbstractPredictor {
        private int open;

        Summing() {
            super(PredictorInfo.builder("summing", 4)
                    .column("y", ColumnRole.TARGET)
                    .sampling(Sampling.fixed(MadeRows.STEP))
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            open++;
            return new SeriesState() {
                private double sum;

                @Override
                public void update(long time, double[] row) {
                    sum += Double.isNaN(row[0]) ? 0 : row[0];
                }

                @Override
                public void forecastInto(double[] out) {
                    Arrays.fill(out, sum);
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(sum);
                }

                @Override
                public void restore(StateReader in) {
                    sum = in.getDouble();
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    private final Summing predictor = new Summing();
    private final ProcessorSupplier<String, StreamInput, String, StreamForecast> supplier = ForecastStreams.of(
            StreamForecasting.of(predictor).liveSessions(2).build(), Stores.inMemoryKeyValueStore("states"));
    private final Processor<String, StreamInput, String, StreamForecast> processor = supplier.get();
    private MockProcessorContext<String, StreamForecast> context;
    private KeyValueStore<String, byte[]> store;

    /** Begins the task with an empty store. */
    @SuppressWarnings("unchecked")
    private void init() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        context = new MockProcessorContext<>(settings);
        store = (KeyValueStore<String, byte[]>) supplier.stores()
                .iterator()
                .next()
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        processor.init(context);
    }

    private double send(String key, int row, double value) {
        processor.process(new Record<>(key, StreamRow.of(MadeRows.time(row), List.of("y"), value), 0));
        StreamForecast answer = context.forwarded().get(0).record().value();
        context.resetForwards();
        return answer.forecast().orElseThrow().point(1);
    }

    @Test
    void noMoreSessionsAreOpenThanWereAllowed() {
        init();
        for (int row = 0; row < 3; row++) {
            for (int key = 0; key < 5; key++) {
                assertThat(send("key " + key, row, 1)).isEqualTo(row + 1);
                assertThat(predictor.open).isLessThanOrEqualTo(2);
            }
        }
        processor.close();
        assertThat(predictor.open).isZero();
    }

    @Test
    void aTaskThatIsRevivedContinuesFromItsStore() {
        init();
        send("key", 0, 1);
        byte[] committed = store.get("skey");
        send("key", 1, 100);
        init(); // after an error: the same processor, the store as it was committed
        store.put("skey", committed);
        assertThat(send("key", 1, 5)).isEqualTo(6);
    }

    @Test
    void missingValuesDoNotLetForecastsPileUp() {
        init();
        for (int row = 0; row < 20; row++) {
            send("key", row, Double.NaN);
        }
        int bytes = store.get("skey").length;
        for (int row = 20; row < 200; row++) {
            send("key", row, Double.NaN);
        }
        assertThat(store.get("skey")).hasSizeLessThanOrEqualTo(bytes + 8);
    }
}
