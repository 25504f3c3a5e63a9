package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReloadingPredictorTest extends ServingTest {
    @Test
    void theVersionThatTheAliasNamesAnswersAfterARefresh() {
        promote(NumberedPredictor.plain(1));
        List<Reload> heard = new ArrayList<>();
        try (ReloadingPredictor serving =
                following().warmUp(rows(5)).onReload(heard::add).open()) {
            assertThat(serving.version().number()).isEqualTo(1);
            promote(NumberedPredictor.plain(2));
            assertThat(serving.predict(rows(10)).point(1)).isEqualTo(NumberedPredictor.point(1, 9, 10));

            Reload reload = serving.refresh();

            assertThat(reload.outcome()).isEqualTo(Reload.Outcome.RELOADED);
            assertThat(reload.from()).isEqualTo(1);
            assertThat(reload.to()).isEqualTo(2);
            assertThat(reload.named()).hasValue(2);
            assertThat(reload.took()).isPositive();
            assertThat(reload.failure()).isEmpty();
            assertThat(serving.version().number()).isEqualTo(2);
            assertThat(serving.predict(rows(10)).point(1)).isEqualTo(NumberedPredictor.point(2, 9, 10));
            assertThat(serving.predictVersioned(rows(10)))
                    .isEqualTo(new VersionedForecast(2, serving.predict(rows(10))));
            assertThat(serving.info().parameters()).containsEntry("number", "2");
            assertThat(serving.modelHash()).isEqualTo(serving.version().modelHash());
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.UNCHANGED);
            assertThat(heard).containsExactly(reload);
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aRollbackIsFollowedToo() {
        promote(NumberedPredictor.plain(1));
        promote(NumberedPredictor.plain(2));
        try (ReloadingPredictor serving = following().open()) {
            model.rollback(LIVE, "worse");
            assertThat(serving.refresh().to()).isEqualTo(1);
            assertThat(serving.predict(rows(4)).point(2)).isEqualTo(NumberedPredictor.point(1, 3, 4));
        }
    }

    @Test
    void theOldVersionIsClosedAfterItsLastCall() throws Exception {
        promote(NumberedPredictor.plain(1));
        ReloadingPredictor serving = following().open();
        ReloadingSession session = serving.openSession(rows(5));
        promote(NumberedPredictor.plain(2));
        serving.refresh();
        assertThat(NumberedPredictor.OPEN).as("the session holds it").hasSize(2);
        session.close();
        assertThat(NumberedPredictor.OPEN).hasSize(1);
        session.close();
        assertThat(NumberedPredictor.OPEN).hasSize(1);
        serving.close();
        assertThat(NumberedPredictor.OPEN).isEmpty();
        serving.close();
    }

    @Test
    void callsAreAnsweredWhileAVersionIsLoaded() throws Exception {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open()) {
            promote(NumberedPredictor.plain(2));
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            NumberedFormat.whileReading = () -> {
                reading.countDown();
                await(finish);
            };
            CompletableFuture<Reload> refresh = CompletableFuture.supplyAsync(serving::refresh);
            await(reading);
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(1);
            finish.countDown();
            assertThat(refresh.get(60, TimeUnit.SECONDS).to()).isEqualTo(2);
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(2);
        }
    }

    @Test
    void aVersionThatWasBeingLoadedDuringCloseIsClosed() throws Exception {
        promote(NumberedPredictor.plain(1));
        ReloadingPredictor serving = following().open();
        promote(NumberedPredictor.plain(2));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        NumberedFormat.whileReading = () -> {
            reading.countDown();
            await(finish);
        };
        CompletableFuture<Reload> refresh = CompletableFuture.supplyAsync(serving::refresh);
        await(reading);
        serving.close();
        finish.countDown();
        assertThatThrownBy(() -> refresh.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(PredictorClosedException.class);
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void afterClosingEveryCallThrowsAndTheDescriptionIsStillThere() {
        promote(NumberedPredictor.plain(1));
        ReloadingPredictor serving = following().open();
        ReloadingSession session = serving.openSession(rows(5));
        serving.close();
        assertThatThrownBy(() -> serving.predict(rows(5))).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(serving::refresh).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> serving.openSession(rows(5))).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> serving.restore(new byte[100])).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::history).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::reopen).isInstanceOf(PredictorClosedException.class);
        assertThat(serving.version().number()).isEqualTo(1);
        assertThat(serving.info().horizon()).isEqualTo(2);
        session.close();
    }

    @Test
    void manySeriesAreAnsweredByOneVersion() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open()) {
            List<TimeSeries> histories = List.of(rows(4), rows(9));
            assertThat(serving.predictAll(histories).stream().map(forecast -> forecast.point(1)))
                    .containsExactly(NumberedPredictor.point(1, 3, 4), NumberedPredictor.point(1, 8, 9));
            assertThat(serving.predictEach(List.of(rows(2), rows(9))).get(0).failure())
                    .get()
                    .isInstanceOf(InsufficientHistoryException.class);
        }
    }

    @Test
    void theFirstVersionMustLoad() {
        assertThatThrownBy(() -> following().open())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'production'");
        promote(NumberedPredictor.plain(1));
        assertThatThrownBy(() -> following().warmUp(rows(2)).open()).isInstanceOf(InsufficientHistoryException.class);
        assertThat(NumberedPredictor.OPEN).isEmpty();
        storage.files().forEach(storage::flip);
        assertThatThrownBy(() -> following().open()).isInstanceOf(ModelIntegrityException.class);
        storage.unreachable = true;
        assertThatThrownBy(() -> following().open()).isInstanceOf(StoreException.class);
    }

    @Test
    void aScheduleRefreshesUntilThePredictorIsClosed() throws Exception {
        promote(NumberedPredictor.plain(1));
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            CountDownLatch reloaded = new CountDownLatch(2);
            ReloadingPredictor serving =
                    following().onReload(reload -> reloaded.countDown()).open();
            ScheduledFuture<?> schedule = serving.refreshEvery(Duration.ofMillis(1), executor);
            promote(NumberedPredictor.plain(2));
            awaitVersion(serving, 2);
            storage.unreachable = true; // a failed look does not end the schedule
            storage.unreachable = false;
            promote(NumberedPredictor.plain(3));
            awaitVersion(serving, 3);
            await(reloaded);
            serving.close();
            assertThat(schedule.isCancelled()).isTrue();
            assertThatThrownBy(() -> serving.refreshEvery(Duration.ofMillis(1), executor))
                    .isInstanceOf(PredictorClosedException.class);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        promote(NumberedPredictor.plain(1));
        assertThatThrownBy(() -> following().warmUpCalls(0)).hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> following().suppliedRows(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> following().sessionRows(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> following().supplies(io.forecastj.ColumnRole.TARGET, "z"))
                .hasMessageContaining("TARGET");
        try (ReloadingPredictor serving = following().open()) {
            assertThatThrownBy(() -> serving.refreshEvery(Duration.ZERO, Executors.newScheduledThreadPool(0)))
                    .hasMessageContaining("PT0S");
        }
    }

    @Test
    void aWarmUpEndsAfterTwoSecondsOfItsClock() {
        promote(NumberedPredictor.plain(1));
        long[] now = new long[1];
        int[] asked = new int[1];
        try (ReloadingPredictor serving = following()
                .warmUp(rows(5))
                .warmUpCalls(Integer.MAX_VALUE)
                .nanoClock(() -> {
                    asked[0]++;
                    return now[0] += 400_000_000;
                })
                .open()) {
            Forecast forecast = serving.predict(rows(5));
            assertThat(forecast.horizon()).isEqualTo(2);
            assertThat(asked[0]).isBetween(3, 10);
        }
    }

    private static void awaitVersion(ReloadingPredictor serving, int number) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (serving.version().number() != number && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(serving.version().number()).isEqualTo(number);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
