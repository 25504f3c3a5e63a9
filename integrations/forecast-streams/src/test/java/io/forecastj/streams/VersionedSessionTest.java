package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.store.StoreException;
import io.forecastj.streams.StreamForecast.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionedSessionTest {
    /** Forecasts the number of its version; cannot be opened on rows with a zero unless it is the first. */
    private static final class Numbered extends AbstractPredictor {
        private final int number;

        Numbered(int number) {
            super(PredictorInfo.builder("numbered", 1)
                    .column("y", ColumnRole.TARGET)
                    .build());
            this.number = number;
        }

        @Override
        protected void identify(StateWriter out) {
            out.putInt(number);
        }

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                @Override
                public void update(long time, double[] row) {
                    if (row[0] == 0 && number > 1) {
                        throw new IllegalArgumentException("zero");
                    }
                }

                @Override
                public void forecastInto(double[] out) {
                    Arrays.fill(out, number);
                }

                @Override
                public void save(StateWriter out) {}

                @Override
                public void restore(StateReader in) {}
            };
        }
    }

    /** Notes what is loaded and closed. */
    private static final class Source implements StreamModelSource {
        private final List<String> calls = new ArrayList<>();

        @Override
        public int first() {
            return 1;
        }

        @Override
        public PredictorInfo firstInfo() {
            return new Numbered(1).info();
        }

        @Override
        public Predictor load(int number) {
            if (number == 9) {
                throw new StoreException("the disk is gone");
            }
            calls.add("load " + number);
            return new Numbered(number);
        }

        @Override
        public void close(Predictor predictor) {
            calls.add("close " + ((Numbered) predictor).number);
            predictor.close();
        }
    }

    private final Source source = new Source();
    private static final StreamSettings SETTINGS =
            new StreamSettings(List.of("y"), null, 3, null, 1_000, LateRows.IGNORE, null, "", null, null, 10);

    private final StreamModels shared = new StreamModels(source);
    private final TaskModels models = new TaskModels(shared, SETTINGS);
    private final StreamSettings settings = new StreamSettings(
            List.of("y"),
            null,
            3,
            null,
            1,
            LateRows.IGNORE,
            null,
            "",
            null,
            key -> TimeSeries.builder("y").build(),
            1);
    private int rows;

    private StreamForecast take(KeyedSeries series, double value) {
        return series.take(StreamRow.of(MadeRows.time(rows++), List.of("y"), value), models);
    }

    @Test
    void aSeriesOnWhichAVersionCannotBeOpenedStaysOnTheOneBeforeAndSaysSoOnce() {
        models.use(1);
        KeyedSeries series = KeyedSeries.begin("key", settings, models);
        take(series, 1);
        take(series, 0);
        byte[] before = series.save();
        series.close();
        models.use(2);
        KeyedSeries restored = KeyedSeries.restore("key", settings, before);
        StreamForecast stayed = take(restored, 5);
        assertThat(stayed.version()).hasValue(1);
        assertThat(stayed.reason()).isEqualTo("version 2 was not taken: zero");
        KeyedSeries again = KeyedSeries.restore("key", settings, restored.save());
        StreamForecast next = take(again, 5);
        assertThat(next.version()).hasValue(1);
        assertThat(next.reason()).isEmpty();
        byte[] after = again.save();
        models.use(3);
        KeyedSeries other = KeyedSeries.restore("key", settings, after);
        assertThat(take(other, 5).reason()).as("another one is tried").isEqualTo("version 3 was not taken: zero");
        assertThat(take(other, 5).version()).hasValue(1);
    }

    @Test
    void aVersionIsLoadedOnceForAllTasksAndClosedAfterTheLast() {
        TaskModels other = new TaskModels(shared, SETTINGS);
        models.use(1);
        other.use(1);
        models.use(2);
        assertThat(source.calls).containsExactly("load 1", "load 2");
        other.close();
        other.close();
        models.close();
        assertThat(source.calls).containsExactly("load 1", "load 2", "close 1", "close 2");
    }

    @Test
    void aStoreThatCannotBeReadStopsTheStreamBeforeTheSwitch() {
        models.use(1);
        assertThatThrownBy(() -> models.use(9)).isInstanceOf(StoreException.class);
        assertThat(models.current().number()).isEqualTo(1);
        KeyedSeries series = KeyedSeries.begin("key", settings, models);
        assertThat(take(series, 1).outcome()).isEqualTo(Outcome.FORECAST);
    }
}
