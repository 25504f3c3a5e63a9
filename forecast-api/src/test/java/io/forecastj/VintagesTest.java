package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VintagesTest {
    private static final Instant JANUARY = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2024-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2024-03-01T00:00:00Z");

    /** Growth of January: 1.0 first, 1.4 revised; that of February first in April. */
    private static TimeSeries growth() {
        return TimeSeries.builder("growth")
                .publish(JANUARY, Instant.parse("2024-03-10T00:00:00Z"), 1.4)
                .publish(FEBRUARY, Instant.parse("2024-04-12T08:00:00Z"), 2.0)
                .publish(JANUARY, Instant.parse("2024-02-12T08:00:00Z"), 1.0)
                .build();
    }

    @Test
    void aValueIsTheLastOneThatWasPublished() {
        assertThat(growth().values("growth")).containsExactly(1.4, 2.0);
        assertThat(growth().hasVintages()).isTrue();
        assertThat(growth().vintageColumns()).containsExactly("growth");
    }

    @Test
    void asOfATimeAValueIsTheLastOnePublishedByThen() {
        TimeSeries series = growth();
        assertThat(series.asOf(FEBRUARY).values("growth")).containsExactly(Double.NaN, Double.NaN);
        assertThat(series.asOf(Instant.parse("2024-02-12T07:59:59.999Z")).value(0, 0))
                .isNaN();
        assertThat(series.asOf(Instant.parse("2024-02-12T08:00:00Z")).value(0, 0))
                .isEqualTo(1.0);
        assertThat(series.asOf(Instant.parse("2024-03-10T00:00:00Z")).value(0, 0))
                .isEqualTo(1.4);
        assertThat(series.asOf(Instant.MAX))
                .isEqualTo(TimeSeries.builder("growth")
                        .add(JANUARY, 1.4)
                        .add(FEBRUARY, 2.0)
                        .build());
        assertThat(series.asOf(Instant.MIN).values("growth")).containsOnly(Double.NaN);
        assertThat(series.asOf(MARCH).hasVintages()).isFalse();
    }

    @Test
    void aSeriesPublishedByATimeKeepsTheEarlierPublications() {
        TimeSeries then = growth().publishedBy(MARCH);
        assertThat(then.publications(0, "growth"))
                .containsExactly(new PublishedValue(Instant.parse("2024-02-12T08:00:00Z"), 1.0));
        assertThat(then.publications(1, "growth")).isEmpty();
        assertThat(then.values("growth")).containsExactly(1.0, Double.NaN);
        assertThat(then.asOf(FEBRUARY)).isEqualTo(growth().asOf(FEBRUARY));
    }

    @Test
    void aDelayPublishesEachValueThatMuchLater() {
        TimeSeries series = TimeSeries.builder("price", "index")
                .add(JANUARY, 1, 10)
                .add(FEBRUARY, 2, Double.NaN)
                .add(MARCH, 3, 30)
                .build()
                .publishedAfter("index", Duration.ofDays(40));
        assertThat(series.asOf(MARCH).values("index")).containsExactly(10, Double.NaN, Double.NaN);
        assertThat(series.asOf(MARCH).values("price")).containsExactly(1, 2, 3);
        assertThat(series.publications(1, "index")).isEmpty();
        assertThat(series.vintageColumns()).containsExactly("index");
        assertThatThrownBy(() -> series.publishedAfter("index", Duration.ZERO))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'index'")
                .hasMessageContaining("publication times already");
    }

    @Test
    void aValuePublishedTwiceAtOneTimeIsRefused() {
        TimeSeries.Builder builder = TimeSeries.builder("growth")
                .publish(JANUARY, MARCH, 1)
                .publish(FEBRUARY, MARCH, 2)
                .publish(JANUARY, MARCH, 3);
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(
                        "column 'growth' at 2024-01-01T00:00:00Z is published twice at 2024-03-01T00:00:00Z")
                .hasMessageContaining("1.0")
                .hasMessageContaining("3.0");
    }

    @Test
    void aPublicationWithoutAValueLeavesTheEarlierOne() {
        TimeSeries series = TimeSeries.builder("a", "b")
                .publish(JANUARY, FEBRUARY, 1, Double.NaN)
                .publish(JANUARY, MARCH, Double.NaN, 2)
                .build();
        assertThat(series.asOf(FEBRUARY).rows().get(0).values()).containsExactly(1, Double.NaN);
        assertThat(series.asOf(MARCH).rows().get(0).values()).containsExactly(1, 2);
    }

    @Test
    void rowsAreEitherPublishedOrAdded() {
        assertThatThrownBy(() -> TimeSeries.builder("a").add(JANUARY, 1).publish(FEBRUARY, MARCH, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> TimeSeries.builder("a").publish(JANUARY, MARCH, 1).add(FEBRUARY, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void operationsThatWouldMixTimesAreRefused() {
        List<Consumer<TimeSeries>> operations = List.of(
                series -> series.with("twice", row -> 2 * row.value("growth")),
                series -> series.fill(Fill.previous()),
                series -> series.append(MARCH, 1.0),
                series -> series.resample(Sampling.daily(), Aggregation.LAST),
                TimeSeries::onGrid,
                TimeSeries::toBuilder,
                TimeSeries::toMap);
        for (Consumer<TimeSeries> operation : operations) {
            assertThatThrownBy(() -> operation.accept(growth()))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("[growth]")
                    .hasMessageContaining("asOf(...)");
        }
    }

    @Test
    void aMappedColumnMapsEachPublication() {
        TimeSeries series = growth().map("growth", value -> 10 * value);
        assertThat(series.publications(0, "growth"))
                .extracting(PublishedValue::value)
                .containsExactly(10.0, 14.0);
        assertThatThrownBy(() -> growth().map("growth", value -> value == 1.0 ? Double.NaN : value))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("published value 1.0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void viewsAndJoinsKnowWhatTheWholeSeriesKnew(long seed) {
        Random random = new Random(seed);
        TimeSeries series = random(random, 40, "x", "y");
        TimeSeries prices = series.select("y").asOf(Instant.MAX).rename("y", "price");
        for (int trial = 0; trial < 50; trial++) {
            int from = random.nextInt(40);
            int to = from + random.nextInt(41 - from);
            Instant known = JANUARY.plus(Duration.ofHours(random.nextInt(-100, 1200)));
            String what = "seed " + seed + ", rows " + from + " to " + to + " at " + known;
            TimeSeries then = series.asOf(known);
            assertThat(series.slice(from, to).asOf(known)).as(what).isEqualTo(then.slice(from, to));
            assertThat(series.slice(from, to).publishedBy(known).asOf(known))
                    .as(what)
                    .isEqualTo(then.slice(from, to));
            assertThat(series.publishedBy(known.plusSeconds(3600)).asOf(known))
                    .as(what)
                    .isEqualTo(then);
            assertThat(series.select("y", "x").slice(from, to).asOf(known))
                    .as(what)
                    .isEqualTo(then.select("y", "x").slice(from, to));
            assertThat(series.slice(0, from).concat(series.slice(from, 40)))
                    .as(what)
                    .isEqualTo(series);
            for (Join policy : List.of(Join.MISSING, Join.COMMON, Join.ALL, Join.PREVIOUS)) {
                TimeSeries some = prices.slice(from, to);
                if (some.length() > 0) {
                    assertThat(some.join(series, policy).asOf(known))
                            .as(what + " " + policy)
                            .isEqualTo(some.join(then, policy));
                    assertThat(series.slice(from, to).join(prices, policy).asOf(known))
                            .as(what + " " + policy)
                            .isEqualTo(then.slice(from, to).join(prices, policy));
                }
            }
        }
    }

    @Test
    void aColumnWithOtherValuesIsKnownAtItsRows() {
        TimeSeries series = random(new Random(1), 3, "x", "y").with("x", 1, 2, 3);
        assertThat(series.vintageColumns()).containsExactly("y");
        assertThat(series.asOf(Instant.MIN).values("x")).containsExactly(1, 2, 3);
        assertThat(random(new Random(1), 3, "x", "y").with("z", 1, 2, 3).vintageColumns())
                .containsExactly("x", "y");
    }

    @Test
    void aForecastSeesWhatWasKnownAtTheLastRow() {
        TimeSeries series = TimeSeries.builder("y")
                .publish(JANUARY, JANUARY, 1)
                .publish(FEBRUARY, FEBRUARY, 2)
                .publish(FEBRUARY, MARCH, 3)
                .build();
        try (Predictor naive = Baselines.naive("y", 1).fit(series.asOf(Instant.MAX))) {
            assertThat(naive.predict(series).point(1)).isEqualTo(2);
            assertThat(naive.predict(series.asOf(MARCH)).point(1)).isEqualTo(3);
            assertThat(naive.predictAll(List.of(series)).get(0).point(1)).isEqualTo(2);
        }
    }

    @Test
    void seriesThatWerePublishedOtherwiseAreNotEqual() {
        TimeSeries late = growth().publishedBy(Instant.MAX);
        assertThat(late).isEqualTo(growth());
        assertThat(growth().asOf(Instant.MAX)).isNotEqualTo(growth());
        assertThat(growth().toString()).contains("publication times in growth");
    }

    /** A series of hours whose values are published up to four times, from a day before to two weeks after the row. */
    private static TimeSeries random(Random random, int rows, String... columns) {
        TimeSeries.Builder builder = TimeSeries.builder(columns).id("random");
        List<Runnable> calls = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Instant time = JANUARY.plus(Duration.ofHours(24L * row));
            for (int c = 0; c < columns.length; c++) {
                double[] values = new double[columns.length];
                Arrays.fill(values, Double.NaN);
                long published = -24;
                calls.add(() -> builder.publish(time, time.plus(Duration.ofDays(99)), values));
                for (int count = random.nextInt(5); count > 0; count--) {
                    published += 1 + random.nextInt(100);
                    double[] one = values.clone();
                    one[c] = random.nextInt(100);
                    Instant at = time.plus(Duration.ofHours(published));
                    calls.add(() -> builder.publish(time, at, one));
                }
            }
        }
        Collections.shuffle(calls, random);
        calls.forEach(Runnable::run);
        return builder.build();
    }
}
