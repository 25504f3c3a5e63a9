package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemberSessionTest {
    private static final int HORIZON = 3;

    /** Hands everything on; its columns stand in another order than the member's. */
    private static final class Outer extends AbstractPredictor {
        private final Predictor member;
        private MemberSession session;

        Outer(Predictor member, boolean knownFuture) {
            super(info(knownFuture));
            this.member = member;
        }

        private static PredictorInfo info(boolean knownFuture) {
            return PredictorInfo.builder("outer", HORIZON)
                    .column("other", ColumnRole.PAST)
                    .column("temperature", knownFuture ? ColumnRole.KNOWN_FUTURE : ColumnRole.PAST)
                    .column("load", ColumnRole.TARGET)
                    .build();
        }

        @Override
        protected void identify(StateWriter out) {
            out.putText(member.modelHash());
        }

        @Override
        protected SeriesState newState(SeriesContext series) {
            session = new MemberSession(member, info(), series);
            return new SeriesState() {
                @Override
                public void update(long time, double[] row) {
                    session.update(time, row);
                }

                @Override
                public void save(StateWriter out) {
                    session.save(out);
                }

                @Override
                public void restore(StateReader in) {
                    session.restore(in);
                }

                @Override
                public void forecastInto(double[] out) {
                    session.forecastInto(out);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }

    private static TimeSeries series() {
        Random random = new Random(11);
        TimeSeries.Builder series =
                TimeSeries.builder("load", "temperature", "other").id("region").sampling(Sampling.hourly());
        for (int i = 0; i < 200; i++) {
            double temperature = 10 + 5 * Math.sin(i / 24.0 * 2 * Math.PI) + random.nextGaussian();
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i),
                    100 - 2 * temperature + random.nextGaussian(),
                    temperature,
                    i);
        }
        return series.build();
    }

    private static Forecaster withKnownFuture() {
        return Regression.forecaster()
                .regressor(Linear.regressor(1.0))
                .target(Target.difference("load", 1))
                .features(FeaturePipeline.of(Features.difference("load", 1), Features.lag("temperature", 1)))
                .knownFuture("temperature")
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .build();
    }

    @Test
    void aMemberForecastsWhatItWouldOnItsOwn() {
        TimeSeries series = series();
        try (Predictor member = Linear.forecaster()
                        .column("load")
                        .lookback(24)
                        .horizon(HORIZON)
                        .build()
                        .fit(series.head(150));
                Predictor outer = new Outer(member, false)) {
            for (int rows = 24; rows < series.length(); rows += 25) {
                assertThat(outer.predict(series.head(rows)).points())
                        .isEqualTo(member.predict(series.head(rows)).points());
            }
        }
    }

    @Test
    void aMemberIsToldWhatIsKnownOfTheFuture() {
        TimeSeries series = series();
        try (Predictor member = withKnownFuture().fit(series.head(150));
                Predictor outer = new Outer(member, true);
                PredictionSession live = outer.openSession(series.head(100), series.slice(100, 100 + HORIZON))) {
            for (int row = 100; row + HORIZON < series.length(); row++) {
                live.append(
                        series.timestamp(row),
                        new double[] {series.value(row, 0), series.value(row, 1), series.value(row, 2)});
                live.extendFuture(series.slice(row + HORIZON, row + HORIZON + 1));
                double[] expected = member.predict(series.head(row + 1), series.slice(row + 1, row + 1 + HORIZON))
                        .points();
                assertThat(live.forecast().points()).as("origin at row " + row).isEqualTo(expected);
            }
        }
    }

    @Test
    void aMemberThatLacksRowsSaysSo() {
        TimeSeries series = series();
        try (Predictor member = Baselines.seasonalNaive("load", HORIZON, 24).fit(series);
                Outer outer = new Outer(member, false)) {
            assertThat(outer.predict(series.head(24)).points()).containsOnly(Double.NaN);
            assertThat(outer.session.ready()).isFalse();
            assertThat(outer.session.reason()).isEqualTo("it needs a history of 25 rows, found 24");
            assertThat(outer.predict(series.head(25)).points()).doesNotContain(Double.NaN);
            assertThat(outer.session.ready()).isTrue();
            assertThat(outer.session.reason()).isEmpty();
        }
    }

    @Test
    void rowsThatAreKeptUntilThereAreEnoughSurviveARestart() {
        TimeSeries series = series();
        try (Predictor member = Linear.forecaster()
                        .column("load")
                        .lookback(24)
                        .horizon(HORIZON)
                        .build()
                        .fit(series.head(150));
                Predictor outer = new Outer(member, false);
                PredictionSession session = outer.openSession(series.head(10));
                PredictionSession restored = outer.restore(session.snapshot())) {
            for (int row = 10; row < 30; row++) {
                restored.append(series.timestamp(row), new double[] {series.value(row, 0), 0, 0});
            }
            assertThat(restored.forecast().points())
                    .isEqualTo(member.predict(series.head(30)).points());
        }
    }

    @Test
    void aMemberThatWasDroppedStaysSoAfterARestartAndSaysWhy() {
        TimeSeries series = series();
        for (RuntimeException failure : new RuntimeException[] {
            new IllegalStateException(),
            new InvalidSeriesException("a bad row"),
            new InsufficientHistoryException("few")
        }) {
            Predictor failing = new Failing(failure);
            Outer outer = new Outer(failing, false);
            MemberSession dropped;
            byte[] snapshot;
            try (PredictionSession session = outer.openSession(series.head(10))) {
                dropped = outer.session;
                snapshot = session.snapshot();
            }
            try (PredictionSession restored = outer.restore(snapshot)) {
                MemberSession same = outer.session;
                assertThat(same).isNotSameAs(dropped);
                assertThat(same.ready()).isFalse();
                assertThat(same.reason()).isEqualTo(dropped.reason()).contains("dropped from the session");
                Class<?> type = failure instanceof ForecastException ? failure.getClass() : ForecastException.class;
                assertThat(same.failure()).isExactlyInstanceOf(type);
                assertThat(restored.snapshot()).isEqualTo(snapshot);
            }
        }
    }

    /** Fails on its first row. */
    private static final class Failing extends AbstractPredictor {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            super(PredictorInfo.builder("failing", HORIZON)
                    .column("load", ColumnRole.TARGET)
                    .build());
            this.failure = failure;
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            throw failure;
        }
    }
}
