package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Aggregation;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Operations that would mix what was known at different times refuse; those for people look at the last values. */
class VintageShapingTest {
    private static TimeSeries hours() {
        Random random = new Random(3);
        double[] values = random.doubles(60).toArray();
        values[30] = 1e6;
        return TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), values);
    }

    private static TimeSeries published() {
        return hours().publishedAfter("y", Duration.ofHours(2));
    }

    private static void refused(ThrowingCallable call, String operation) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(operation + " would mix what was known at different times: ")
                .hasMessageContaining("publication times in ")
                .hasMessageContaining("asOf(...), or select(...) the other columns first");
    }

    @Test
    void resamplingRefusesThem() {
        TimeSeries series = published();
        refused(() -> Resample.to(Sampling.daily()).rule("y", Aggregation.MEAN).apply(series), "resampling");
    }

    @Test
    void whatWasKnownAtATimeCanBeShaped() {
        Instant now = Instant.parse("2024-01-02T12:00:00Z");
        TimeSeries days = Resample.to(Sampling.daily())
                .rule("y", Aggregation.MEAN)
                .apply(published().asOf(now));
        assertThat(days.length()).isEqualTo(2);
    }

    @Test
    void policiesThatFillRefuseThemAndTheOneThatRefusesGapsLooksAtTheLastValues() {
        refused(() -> GapPolicy.carry(2).apply(published()), "putting rows on a grid");
        refused(() -> GapPolicy.missing().apply(published()), "putting rows on a grid");
        refused(() -> GapPolicy.interpolateBefore(Instant.MAX).apply(published()), "putting rows on a grid");
        TimeSeries series = published();
        assertThat(GapPolicy.refuse().apply(series)).isSameAs(series);
        TimeSeries gap = TimeSeries.builder("y")
                .publish(0, 5, 1)
                .publish(1000, 5, Double.NaN)
                .publish(2000, 5, 1)
                .build();
        assertThatThrownBy(() -> GapPolicy.refuse().apply(gap))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has 1 missing values of 'y'");
    }

    @Test
    void aReportIsThatOfTheLastPublishedValues() {
        assertThat(Checks.report(published()).flaws())
                .hasSameSizeAs(Checks.report(hours()).flaws())
                .isNotEmpty();
    }
}
