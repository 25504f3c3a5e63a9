package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.ForecastLog;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.TargetErrors;
import io.forecastj.lifecycle.trial.PairedComparison;
import io.forecastj.lifecycle.trial.ShadowPredictor;
import io.forecastj.store.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What wraps a version serves and goes with it. */
class WrappedVersionTest extends ServingTest {
    private final Map<Integer, Monitor> monitors = new ConcurrentHashMap<>();

    private Predictor watched(ModelVersion version, Predictor predictor) {
        Monitor monitor = Monitor.builder("version " + version.number()).build();
        monitors.put(version.number(), monitor);
        return monitor.watch(predictor);
    }

    /** A wrapper of another target than the predictor inside. */
    private record OtherTarget(Predictor inner) implements Predictor {
        @Override
        public PredictorInfo info() {
            return NumberedPredictor.info(4, 2).column("z", ColumnRole.TARGET).build();
        }

        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return inner.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return inner.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return inner.modelHash();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private Monitor monitor(int version) {
        return Optional.ofNullable(monitors.get(version)).orElseThrow();
    }

    @Test
    void eachVersionHasItsOwnMonitorWithoutTheForecastsOfItsWarmUp() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving =
                following().warmUp(rows(20)).wrap(this::watched).open()) {
            serving.predict(rows(5));
            serving.predict(rows(6));
            assertThat(monitor(1).snapshot().calls()).isEqualTo(2);

            promote(NumberedPredictor.plain(2));
            serving.refresh();
            serving.predict(rows(7));

            assertThat(monitor(1).snapshot().calls()).isEqualTo(2);
            assertThat(monitor(2).snapshot().calls()).isEqualTo(1);
            serving.predict(rows(8));
            assertThat(monitor(2).snapshot().errors("y").map(TargetErrors::count))
                    .as("the forecasts of version 2 only")
                    .contains(1L);
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aSessionMovesToTheMonitorOfItsNewVersion() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().wrap(this::watched).open();
                ReloadingSession session = serving.openSession(rows(5))) {
            session.forecast();
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            session.append(day(5), new double[] {5});
            session.forecast();
            session.append(day(6), new double[] {6});

            assertThat(monitor(1).snapshot().calls()).isEqualTo(1);
            assertThat(monitor(2).snapshot().calls()).isEqualTo(1);
            assertThat(monitor(2).snapshot().errors("y").map(TargetErrors::count))
                    .contains(1L);

            serving.saveSession("one", session);
            try (ReloadingSession continued = serving.openSession("one", rows(8), TimeSeries.empty())) {
                assertThat(continued.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
            }
        }
    }

    @Test
    void aSessionThroughATrialMovesAndItsSnapshotIsKeptInTheStore() {
        promote(NumberedPredictor.plain(1));
        ForecastLog log = ForecastLog.builder().build();
        try (ReloadingPredictor serving = following().wrap(this::watched).open();
                Predictor candidate = NumberedPredictor.plain(9);
                ShadowPredictor trial = ShadowPredictor.builder("champion", serving, log::record)
                        .shadow("challenger", candidate)
                        .build();
                PredictionSession session = trial.openSession(rows(5))) {
            session.forecast();
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            session.append(day(5), new double[] {5});
            Forecast forecast = session.forecast();
            assertThat(forecast.point(1)).isEqualTo(NumberedPredictor.point(2, 5, 4)); // from 3 kept rows

            model.saveSnapshot(serving.version(), "one", session.snapshot());
            byte[] kept = model.snapshot(serving.version(), "one").orElseThrow();
            try (PredictionSession restored = trial.restore(kept)) {
                assertThat(restored.forecast()).isEqualTo(forecast);
            }

            log.observe(rows(8));
            PairedComparison comparison = PairedComparison.of(log.rows(), "champion", "challenger");
            assertThat(comparison.pairs()).isEqualTo(4);
            assertThat(trial.shadows().get(0).failed()).isZero();
            assertThat(monitor(1).snapshot().calls()).isEqualTo(1);
            assertThat(monitor(2).snapshot().calls())
                    .as("and of the restored session")
                    .isEqualTo(2);
        }
    }

    @Test
    void aVersionThatCannotBeWrappedIsRefusedAndClosed() {
        promote(NumberedPredictor.plain(1));
        List<Integer> wrapped = new ArrayList<>();
        try (ReloadingPredictor serving = following()
                .wrap((version, predictor) -> {
                    wrapped.add(version.number());
                    if (version.number() == 2) {
                        throw new IllegalStateException("no profile of version 2");
                    }
                    return version.number() < 4 ? predictor : new OtherTarget(predictor);
                })
                .open()) {
            promote(NumberedPredictor.plain(2));
            assertThat(serving.refresh().reason()).contains("no profile of version 2");
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(1);
            assertThat(NumberedPredictor.OPEN).hasSize(1);

            promote(NumberedPredictor.plain(3));
            assertThat(serving.refresh().to()).isEqualTo(3);
            promote(NumberedPredictor.plain(4));
            assertThat(serving.refresh().reason()).contains("other targets");
            assertThat(wrapped).containsExactly(1, 2, 3, 4);
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
    }

    @Test
    void aFirstVersionThatCannotBeWrappedIsClosed() {
        promote(NumberedPredictor.plain(1));
        ReloadingPredictor.Builder builder = following().wrap((version, predictor) -> {
            throw new PredictorClosedException("no");
        });
        assertThatThrownBy(builder::open).isInstanceOf(PredictorClosedException.class);
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }
}
