package io.forecastj.backtest.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Forecasters and predictors are examined from outside. */
class ModelExamsTest {
    private static final TimeSeries BARS = Walks.hourly(600);
    private static final TimeSeries WITH_LOAD =
            BARS.with("load", Walks.hourly(600, 8).values("close"));

    private static Finding only(LeakageReport report, LeakKind kind) {
        assertThat(report.findings()).as(report.toString()).hasSize(1);
        Finding found = report.findings().get(0);
        assertThat(found.kind()).as(report.toString()).isEqualTo(kind);
        return found;
    }

    /** Adds what the rows ahead hold of a column, whatever its role. */
    private static Predictor readsAhead(String column, ColumnRole role) {
        PredictorInfo info = RuleForecaster.closes("ahead").column("load", role).build();
        Predictor last = RuleForecaster.predictor((time, row, future) -> row[0], info);
        return new Forwarding(last) {
            @Override
            public Forecast predict(TimeSeries history, TimeSeries future) {
                double ahead = future.length() > 0 && future.hasColumn(column) ? future.value(0, column) : 0;
                Forecast plain = last.predict(history, future);
                double[] points = {plain.point(1) + (Double.isNaN(ahead) ? 0 : ahead)};
                long[] times = {plain.time(1).toEpochMilli()};
                return Forecast.builder(info, plain.seriesId(), plain.origin().toEpochMilli(), times, false, points)
                        .build();
            }
        };
    }

    @Test
    void theFutureOfAColumnThatIsNotDeclaredIsNamed() {
        Finding found = only(
                LeakageAudit.on(WITH_LOAD)
                        .predictor(readsAhead("load", ColumnRole.PAST))
                        .run(),
                LeakKind.UNDECLARED_FUTURE);
        assertThat(found.part()).isEqualTo("load");
        assertThat(found.reason()).contains("step 1 changes from");
        LeakageReport declared = LeakageAudit.on(WITH_LOAD)
                .predictor(readsAhead("load", ColumnRole.KNOWN_FUTURE))
                .run();
        assertThat(declared.findings()).isEmpty();
        assertThat(declared.notExamined())
                .containsExactly("ahead: the known-future columns [load]: they are taken as known, as it declares");
    }

    @Test
    void aBatchThatIsScaledTogetherIsSeen() {
        Predictor last = Baselines.naive("close", 1).fit(BARS.head(400));
        Finding found = only(
                LeakageAudit.on(BARS)
                        .predictor(new Forwarding(last) {
                            @Override
                            public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
                                TimeSeries longest = histories.get(histories.size() - 1);
                                return histories.stream()
                                        .map(one -> super.predict(longest))
                                        .toList();
                            }
                        })
                        .run(),
                LeakKind.MIXED_BATCH);
        assertThat(found.reason()).contains("when predictAll also receives histories that end later");
    }

    @Test
    void aSufficientHistoryThatIsTooShortIsSeen() {
        PredictorInfo info = RuleForecaster.closes("sum")
                .requiredHistory(1)
                .sufficientHistory(5)
                .build();
        AtomicInteger rows = new AtomicInteger();
        Predictor counting =
                new Forwarding(RuleForecaster.predictor((time, row, future) -> row[0] + rows.get(), info)) {
                    @Override
                    public Forecast predict(TimeSeries history, TimeSeries future) {
                        rows.set(history.length());
                        return super.predict(history, future);
                    }
                };
        Finding found = only(LeakageAudit.on(BARS).predictor(counting).run(), LeakKind.SHORT_WARMUP);
        assertThat(found.reason()).contains("when only the 5 last rows are given");
    }

    @Test
    void forecastsFromATableOfActualValuesAreSeen() {
        RuleForecaster table = RuleForecaster.of("table", series -> (time, row, future) -> {
            int origin = BARS.rowAtOrBefore(java.time.Instant.ofEpochMilli(time));
            return BARS.value(Math.min(599, origin + 1), "close");
        });
        Finding found = only(LeakageAudit.on(BARS).forecaster(table).run(), LeakKind.FORECAST_IS_ACTUAL);
        assertThat(found.reason()).contains("at all 60 origins");
    }

    @Test
    void anInputColumnThatHoldsTheNextChangeIsNamed() {
        double[] close = BARS.values("close");
        double[] change = new double[close.length];
        Arrays.setAll(change, r -> r + 1 < close.length ? 5 * (close[r + 1] - close[r]) : 0);
        PredictorInfo.Builder info = RuleForecaster.closes("reader").column("signal", ColumnRole.PAST);
        RuleForecaster reader =
                new RuleForecaster("reader", series -> (time, row, future) -> row[0] + row[1] / 10, info);
        Finding found = only(
                LeakageAudit.on(BARS.with("signal", change)).forecaster(reader).run(), LeakKind.LABEL_IN_FEATURES);
        assertThat(found.part()).isEqualTo("signal");
        assertThat(found.reason()).contains("a function of the change of 'close' 1 row ahead");
    }

    @Test
    void aForecasterMadeFromTheWholeSeriesIsSeen() {
        only(
                LeakageAudit.on(BARS)
                        .forecaster("scaled before", all -> {
                            double mean = Arrays.stream(all.get(0).values("close"))
                                    .average()
                                    .orElseThrow();
                            return RuleForecaster.of("scaled", part -> (time, row, future) -> row[0] + 0.1 * mean);
                        })
                        .run(),
                LeakKind.TRAINED_ON_LATER_ROWS);
    }

    @Test
    void aFitThatTakesOneRowTooManyIsSeen() {
        RuleForecaster lastTrained = RuleForecaster.of("last trained", series -> {
            double last = series.get(0).value(series.get(0).length() - 1, "close");
            return (time, row, future) -> row[0] + 0.1 * last;
        });
        Forecaster leaky = new Forecaster() {
            @Override
            public String name() {
                return lastTrained.name();
            }

            @Override
            public int horizon() {
                return 1;
            }

            @Override
            public List<String> targets() {
                return lastTrained.targets();
            }

            @Override
            public Predictor fit(List<TimeSeries> series, FitListener listener) {
                return lastTrained.fit(series, listener);
            }

            @Override
            public Trainer prepare(List<TimeSeries> series) {
                return (from, to, listener) -> fit(Trainer.cut(series, from, to.plusSeconds(3600)), listener);
            }
        };
        LeakageAudit.on(BARS).forecaster(lastTrained).run().requireNone();
        only(LeakageAudit.on(BARS).forecaster(leaky).run(), LeakKind.TRAINED_ON_LATER_ROWS);
    }

    @Test
    void aFitThatDoesNotRepeatIsReported() {
        Random random = new Random(1);
        only(
                LeakageAudit.on(BARS)
                        .forecaster(RuleForecaster.of("random", series -> {
                            double noise = random.nextDouble();
                            return (time, row, future) -> row[0] + noise;
                        }))
                        .run(),
                LeakKind.NOT_REPEATABLE);
    }

    @Test
    void severalSeriesAreFittedTogether() {
        TimeSeries other = TimeSeries.builder("close").id("other").build();
        TimeSeries walk = Walks.hourly(500, 3);
        TimeSeries.Builder named = other.toBuilder();
        for (int r = 0; r < walk.length(); r++) {
            named.add(walk.timestamp(r), walk.value(r, 0));
        }
        LeakageReport report = LeakageAudit.on(List.of(BARS, named.build()))
                .forecaster(Baselines.mean("close", 2))
                .run();
        assertThat(report.requireNone().examined()).hasSize(3);
        // a mean of the test rows of the second series alone
        only(
                LeakageAudit.on(List.of(BARS, named.build()))
                        .forecaster("pooled", all -> {
                            double last = all.get(1).value(all.get(1).length() - 1, 0);
                            return RuleForecaster.of(
                                    "pooled", part -> (time, row, future) -> row[0] + (Double.isNaN(last) ? 0 : last));
                        })
                        .run(),
                LeakKind.TRAINED_ON_LATER_ROWS);
    }

    /** A predictor that answers as another one, unless overridden. */
    private static class Forwarding implements Predictor {
        private final Predictor other;

        Forwarding(Predictor other) {
            this.other = other;
        }

        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return other.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return other.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return other.modelHash();
        }

        @Override
        public PredictorInfo info() {
            return other.info();
        }

        @Override
        public void close() {
            other.close();
        }
    }
}
