package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VintageFeaturesTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int ROWS = 120;

    private static final Feature KNOWN = Features.transforms().imputeLast("growth", 20);

    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(
            Features.lag("growth", 1),
            Features.rolling().mean(KNOWN, 5),
            Features.trend().ema(KNOWN, 10),
            Features.momentum().rsi("price", 14),
            Features.rolling().rank("growth", 12));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aRowIsThatOfTheSeriesKnownThen(long seed) {
        TimeSeries series = series(new Random(seed));
        double[][] rows = PIPELINE.rows(series);
        for (int row = 0; row < ROWS; row++) {
            TimeSeries then = series.head(row + 1).asOf(series.time(row));
            assertThat(rows[row]).as("seed %d, row %d", seed, row).containsExactly(PIPELINE.rows(then)[row]);
        }
    }

    /** Revisions after hundreds of rows, between which most rows only come a day late. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRowIsThatOfTheSeriesKnownThenAlsoIfOldRowsAreRevised(long seed) {
        Random random = new Random(seed);
        int rows = 500;
        TimeSeries.Builder published = TimeSeries.builder("growth", "price");
        for (int row = 0; row < rows; row++) {
            Instant time = START.plus(Duration.ofDays(row));
            int late = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
            published.publish(time, time.plus(Duration.ofDays(late)), random.nextGaussian(), 50 + random.nextDouble());
            if (row == 0 || random.nextInt(60) == 0) {
                int days = 10 + random.nextInt(rows);
                published.publish(time, time.plus(Duration.ofDays(days)), random.nextGaussian(), 50);
            }
        }
        TimeSeries series = published.build();
        double[][] found = PIPELINE.rows(series);
        for (int row = 0; row < rows; row += 1 + random.nextInt(6)) {
            TimeSeries then = series.head(row + 1).asOf(series.time(row));
            assertThat(found[row]).as("seed %d, row %d", seed, row).containsExactly(PIPELINE.rows(then)[row]);
        }
    }

    @Test
    void aRowDoesNotDependOnLaterPublications() {
        TimeSeries series = series(new Random(7));
        double[][] rows = PIPELINE.rows(series);
        int row = 60;
        double[][] earlier = PIPELINE.rows(series.publishedBy(series.time(row)));
        for (int r = 0; r <= row; r++) {
            assertThat(earlier[r]).containsExactly(rows[r]);
        }
        assertThat(earlier[ROWS - 1]).isNotEqualTo(rows[ROWS - 1]);
    }

    @Test
    void aLateValueIsMissingUntilItIsPublished() {
        TimeSeries series =
                TimeSeries.of("x", START, Sampling.daily(), 1, 2, 3, 4, 5).publishedAfter("x", Duration.ofDays(2));
        double[][] rows = FeaturePipeline.of(Features.column("x"), Features.lag("x", 1), Features.lag("x", 2))
                .rows(series);
        assertThat(rows[4]).containsExactly(Double.NaN, Double.NaN, 3);
        assertThat(rows[1]).containsOnly(Double.NaN);
    }

    /** Daily prices, and a growth that is published up to 9 days late and revised up to twice, some figures early. */
    private static TimeSeries series(Random random) {
        TimeSeries.Builder growth = TimeSeries.builder("growth");
        TimeSeries.Builder prices = TimeSeries.builder("price");
        double price = 100;
        for (int row = 0; row < ROWS; row++) {
            Instant time = START.plus(Duration.ofDays(row));
            price += random.nextGaussian();
            prices.add(time, price);
            Duration late = Duration.ofHours(random.nextInt(240) - 30);
            growth.publish(time, time.plus(late), random.nextGaussian());
            for (int revision = random.nextInt(3); revision > 0; revision--) {
                late = late.plusHours(1 + random.nextInt(200));
                growth.publish(time, time.plus(late), random.nextGaussian());
            }
        }
        return prices.build().join(growth.build(), Join.EXACT);
    }
}
