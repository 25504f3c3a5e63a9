package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorClosedException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachingPredictorTest {
    private final HookedPredictor inside = new HookedPredictor(SumPredictor.plain(1));
    private final AtomicLong clock = new AtomicLong();
    private final CachingPredictor cached =
            Caching.predictor(inside, "maximumSize=100,expireAfterWrite=60s", clock::get);
    private final TimeSeries history = Crowd.walk("a", 40, 1);

    @AfterEach
    void close() {
        cached.close();
    }

    private int computed() {
        return inside.singles.get();
    }

    @Test
    void equalRowsAreComputedOnceAndAnsweredEqually() {
        Forecast first = cached.predict(history);
        assertThat(cached.predict(Crowd.walk("a", 40, 1))).isSameAs(first).isEqualTo(inside.model.predict(history));
        assertThat(computed()).isEqualTo(1);
        assertThat(cached.statistics().hitCount()).isEqualTo(1);
        assertThat(cached.statistics().missCount()).isEqualTo(1);
    }

    @Test
    void aViewOfEqualRowsIsFound() {
        Forecast first = cached.predict(history.tail(10));
        assertThat(cached.predict(Crowd.walk("a", 45, 1).slice(30, 40))).isSameAs(first);
    }

    @Test
    void aNewRowGivesANewForecast() {
        TimeSeries before = history.head(39);
        cached.predict(before);
        assertThat(cached.predict(history)).isEqualTo(inside.model.predict(history));
        assertThat(cached.predict(before)).isEqualTo(inside.model.predict(before));
        assertThat(cached.predict(history.tail(39))).isEqualTo(inside.model.predict(history.tail(39)));
        assertThat(computed()).isEqualTo(3);
    }

    @Test
    void whateverDiffersGivesANewForecast() {
        Map<String, TimeSeries> others = new LinkedHashMap<>();
        others.put("last value", changed(39, 0, 1));
        others.put("sign of zero", changed(39, 0, -0.0));
        others.put("zero", changed(39, 0, 0.0));
        for (int row = 0; row < 39; row++) {
            others.put("value of row " + row, changed(row, 0, Math.nextUp(history.value(row, 0))));
        }
        others.put("other column", changed(20, 1, 3));
        others.put("id", history.toBuilder().id("b").build());
        others.put("attribute", history.toBuilder().attribute("base", 1).build());
        others.put("other attribute", history.toBuilder().attribute("base", 2).build());
        others.put("sampling", history.toBuilder().sampling(Sampling.weekdays()).build());
        others.put("zone", history.toBuilder().zone(ZoneId.of("Europe/Berlin")).build());
        others.put("columns", history.select("y"));
        others.put("order", history.select("x", "y"));
        others.put("published late", history.publishedAfter("x", Duration.ofDays(3)));
        others.put("published later", history.publishedAfter("x", Duration.ofDays(4)));
        cached.predict(history);
        others.forEach((what, other) -> {
            int before = computed();
            Forecast forecast = cached.predict(other);
            assertThat(forecast).as(what).isEqualTo(inside.model.predict(other));
            if (forecast.status() == ForecastStatus.OK) {
                assertThat(cached.predict(other)).as(what).isSameAs(forecast);
            }
            assertThat(computed()).as(what).isGreaterThan(before);
        });
    }

    private TimeSeries changed(int row, int column, double value) {
        double[] values = history.values(history.columns().get(column));
        values[row] = value;
        return history.with(history.columns().get(column), values);
    }

    @Test
    void equalHashesNeverShareAForecast() {
        TimeSeries other = changed(7, 0, 1e6);
        assertThat(CallKey.of("m", other, null)).hasSameHashCodeAs(CallKey.of("m", history, null));
        cached.predict(history);
        assertThat(cached.predict(other)).isEqualTo(inside.model.predict(other)).isNotEqualTo(cached.predict(history));
    }

    @Test
    void keysWithEqualHashesAreEqualOnlyIfModelAndFutureAre() {
        TimeSeries future = history.tail(3);
        CallKey key = CallKey.of("Aa", history, future);
        CallKey otherModel = CallKey.of("BB", history, future);
        CallKey otherFuture = CallKey.of("Aa", history, changed(38, 1, 5).tail(3));
        assertThat(otherModel).hasSameHashCodeAs(key).isNotEqualTo(key);
        assertThat(otherFuture).hasSameHashCodeAs(key).isNotEqualTo(key);
        assertThat(key.kept()).isEqualTo(key).isNotEqualTo(otherModel).isNotEqualTo(otherFuture);
        assertThat(CallKey.of(
                        "Aa", Crowd.walk("a", 40, 1), Crowd.walk("a", 40, 1).tail(3)))
                .isEqualTo(key.kept());
    }

    @Test
    void anotherFutureGivesAnotherForecast() {
        inside.model = new SumPredictor(1, true, 3);
        TimeSeries rows = history.head(38);
        TimeSeries future = history.tail(2);
        TimeSeries other = changed(39, 1, 5).tail(2);
        TimeSeries first = changed(38, 1, 5).tail(2);
        for (int i = 0; i < 2; i++) {
            for (TimeSeries ahead : List.of(future, other, first)) {
                assertThat(cached.predict(rows, ahead)).isEqualTo(inside.model.predict(rows, ahead));
            }
        }
        assertThat(computed()).isEqualTo(3);
    }

    @Test
    void aForecastExpiresByTheClock() {
        cached.predict(history);
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        cached.predict(history);
        assertThat(computed()).isEqualTo(1);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        cached.predict(history);
        assertThat(computed()).isEqualTo(2);
    }

    @Test
    void noMoreThanTheMaximumIsKept() {
        for (int i = 0; i < 1_000; i++) {
            cached.predict(Crowd.walk("k" + i, 10, i));
        }
        assertThat(cached.size()).isLessThanOrEqualTo(100);
        assertThat(cached.statistics().evictionCount()).isGreaterThanOrEqualTo(900);
        cached.clear();
        assertThat(cached.size()).isZero();
    }

    @Test
    void aMaximumWeightCountsBytes() {
        try (CachingPredictor weighed = Caching.predictor(SumPredictor.plain(1), "maximumWeight=100000")) {
            for (int i = 0; i < 100; i++) {
                weighed.predict(Crowd.walk("k" + i, 1_000, i));
            }
            assertThat(weighed.size()).isBetween(1L, 4L);
        }
    }

    @Test
    void unfitSpecsAreRefusedWithTheReason() {
        assertThatThrownBy(() -> Caching.predictor(inside, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maximumSize=10000");
        assertThatThrownBy(() -> Caching.predictor(inside, "expireAfterWrite=1m"))
                .hasMessageContaining("it would grow with each new row");
        assertThatThrownBy(() -> Caching.predictor(inside, "maximumSize=1,weakKeys"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weakKeys");
        assertThatThrownBy(() -> Caching.predictor(inside, "maximumSize=1, refreshAfterWrite=1m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refreshAfterWrite");
        assertThatThrownBy(() -> Caching.predictor(inside, "maximumSize=x"))
                .isInstanceOf(IllegalArgumentException.class);
        Caching.predictor(inside, "maximumSize=5,softValues,recordStats").predict(history);
    }

    @Test
    void aDegradedForecastIsNotKept() {
        TimeSeries missing = changed(39, 0, Double.NaN);
        assertThat(cached.predict(missing).status()).isEqualTo(ForecastStatus.DEGRADED);
        cached.predict(missing);
        cached.predictAll(List.of(missing));
        cached.predict(missing);
        assertThat(computed()).isEqualTo(3);
        assertThat(cached.size()).isZero();
    }

    @Test
    void aClosedPredictorGivesNoKeptForecast() {
        cached.predict(history);
        cached.close();
        assertThatThrownBy(() -> cached.predict(history)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> cached.predictAll(List.of(history))).isInstanceOf(PredictorClosedException.class);
    }

    @Test
    void manySeriesAreComputedTogetherButForTheKeptOnes() {
        List<TimeSeries> all = List.of(history, Crowd.walk("b", 30, 2), Crowd.walk("c", 30, 3));
        cached.predict(all.get(1));
        assertThat(cached.predictAll(all)).isEqualTo(inside.model.predictAll(all));
        assertThat(inside.batches).hasValue(1);
        cached.predictAll(all);
        assertThat(cached.predictEach(all))
                .allMatch(outcome -> outcome.forecast().isPresent());
        cached.predict(all.get(2));
        assertThat(inside.batches).hasValue(1);
        assertThat(computed()).isEqualTo(1);
    }

    @Test
    void aFailureIsNotKept() {
        inside.hook = rows -> {
            throw new ForecastException("no");
        };
        assertThatThrownBy(() -> cached.predict(history)).hasMessage("no");
        assertThatThrownBy(() -> cached.predictAll(List.of(history))).hasMessage("no");
        inside.hook = rows -> {};
        assertThat(cached.predict(history)).isEqualTo(inside.model.predict(history));
    }

    @Test
    void aKeyDoesNotKeepTheSeriesOfWhichItsHistoryIsAView() {
        long before = used();
        for (int i = 0; i < 40; i++) {
            double[] values = new double[500_000];
            TimeSeries large = TimeSeries.of("y", Instant.EPOCH.plusMillis(i), Sampling.daily(), values);
            cached.predict(large.tail(10));
        }
        assertThat(cached.size()).isEqualTo(40);
        assertThat(used() - before)
                .as("bytes more; 40 whole series have 320 MB")
                .isLessThan(100_000_000);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
