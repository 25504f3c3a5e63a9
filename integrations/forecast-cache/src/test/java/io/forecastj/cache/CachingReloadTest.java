package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingReloadTest {
    private final TimeSeries history = Crowd.walk("a", 60, 1);
    private final Predictor naive = Baselines.naive("y", 3).fit(history);
    private final Predictor drift = Baselines.drift("y", 3).fit(history);
    private StoredModel model;

    @BeforeEach
    void publish(@TempDir Path directory) {
        model = ModelStore.open(directory).model("m");
        model.publish(naive, Publication.none().promoteTo("live"));
        model.publish(drift, Publication.none());
    }

    private static void serve(ReloadingPredictor serving, StoredModel model, int version) {
        model.promote("live", version);
        assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.RELOADED);
    }

    @Test
    void aReloadGivesTheAnswersOfTheNewVersionAndARollbackThoseOfTheOld() {
        try (ReloadingPredictor serving = ReloadingPredictor.follow(model, "live")
                        .suppliedRows(60)
                        .open();
                CachingPredictor cached = Caching.predictor(serving, "maximumSize=100")) {
            assertThat(cached.predict(history)).isEqualTo(naive.predict(history));
            serve(serving, model, 2);
            assertThat(cached.predict(history)).isEqualTo(drift.predict(history));
            assertThat(cached.predictAll(List.of(history))).containsExactly(drift.predict(history));
            serve(serving, model, 1);
            assertThat(cached.predict(history)).isEqualTo(naive.predict(history));
            assertThat(cached.statistics().hitCount()).isEqualTo(2);
            assertThat(cached.modelHash()).isEqualTo(naive.modelHash());
        }
    }

    @Test
    void aReloadOfAMemberOfAFallbackGivesTheAnswersOfTheNewVersion() {
        try (ReloadingPredictor serving = ReloadingPredictor.follow(model, "live")
                        .suppliedRows(60)
                        .open();
                CachingPredictor cached = Caching.predictor(
                        FallbackPredictor.builder(serving, naive).build(), "maximumSize=100")) {
            String before = cached.modelHash();
            assertThat(cached.predict(history).points())
                    .isEqualTo(naive.predict(history).points());
            serve(serving, model, 2);
            assertThat(cached.predict(history).points())
                    .isEqualTo(drift.predict(history).points());
            assertThat(cached.modelHash()).isNotEqualTo(before);
            serve(serving, model, 1);
            assertThat(cached.modelHash()).isEqualTo(before);
        }
    }

    @Test
    void eachVersionMayHaveItsOwnCache() {
        List<CachingPredictor> caches = new ArrayList<>();
        try (ReloadingPredictor serving = ReloadingPredictor.follow(model, "live")
                .suppliedRows(60)
                .wrap((version, predictor) -> {
                    CachingPredictor cached = Caching.predictor(predictor, "maximumSize=100");
                    caches.add(cached);
                    return cached;
                })
                .open()) {
            assertThat(serving.predict(history)).isEqualTo(naive.predict(history));
            assertThat(serving.predict(history)).isEqualTo(naive.predict(history));
            serve(serving, model, 2);
            assertThat(serving.predict(history)).isEqualTo(drift.predict(history));
            assertThat(caches.get(0).statistics().hitCount()).isPositive();
            assertThat(caches.get(0).size())
                    .as("forecasts kept of a version that is closed")
                    .isZero();
        }
    }

    @Test
    void aForecastThatWasBegunBeforeAReloadIsNotKeptForTheNewVersion() throws Exception {
        HookedPredictor inside = new HookedPredictor(naive);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean held = new AtomicBoolean();
        inside.hook = rows -> {
            if (held.compareAndSet(false, true)) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        CachingPredictor cached = Caching.predictor(inside, "maximumSize=100");
        Crowd.Call<Forecast> early = Crowd.start(() -> cached.predict(history));
        Crowd.until(held::get);
        inside.model = drift;
        assertThat(cached.predict(history)).isEqualTo(drift.predict(history));
        gate.countDown();
        assertThat(early.get()).isEqualTo(naive.predict(history));
        assertThat(cached.predict(history)).isEqualTo(drift.predict(history));
        inside.model = naive;
        assertThat(cached.predict(history)).isEqualTo(naive.predict(history));
    }

    @Test
    void aForecastOfAVersionThatCameDuringTheCallIsNotKeptForTheOldOne() {
        HookedPredictor inside = new HookedPredictor(naive) {
            @Override
            public Forecast predict(TimeSeries rows) {
                model = drift;
                return super.predict(rows);
            }
        };
        CachingPredictor cached = Caching.predictor(inside, "maximumSize=100");
        assertThat(cached.predict(history)).isEqualTo(drift.predict(history));
        assertThat(cached.size()).isZero();
    }

    @Test
    void allAnswersOfOneCallAreOfOneVersion() {
        TimeSeries other = Crowd.walk("b", 60, 2);
        HookedPredictor inside = new HookedPredictor(naive);
        CachingPredictor cached = Caching.predictor(inside, "maximumSize=100");
        cached.predict(history);
        inside.hook = rows -> inside.model = drift;
        List<Forecast> both = cached.predictAll(List.of(history, other));
        assertThat(both).isEqualTo(drift.predictAll(List.of(history, other)));
    }
}
