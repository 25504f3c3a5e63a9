package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarEncodingTest {
    private final CalendarFeatures calendar = Features.calendar();

    @Test
    void aSessionBeginsWithItsFirstMinuteAndEndsBeforeItsLast() {
        Feature session = calendar.session(13.5, 20);
        assertThat(at("2024-03-01T13:29:59.999Z", session)).isZero();
        assertThat(at("2024-03-01T13:30:00Z", session)).isOne();
        assertThat(at("2024-03-01T19:59:59.999Z", session)).isOne();
        assertThat(at("2024-03-01T20:00:00Z", session)).isZero();
        assertThat(at("1964-03-01T13:30:00Z", session)).as("before 1970").isOne();
    }

    @Test
    void aSessionMayPassMidnight() {
        Feature session = calendar.session(22, 7);
        assertThat(at("2024-03-01T23:00:00Z", session)).isOne();
        assertThat(at("2024-03-01T06:59:00Z", session)).isOne();
        assertThat(at("2024-03-01T07:00:00Z", session)).isZero();
        assertThat(at("2024-03-01T12:00:00Z", calendar.session(0, 24))).isOne();
        assertThat(at("2024-03-01T12:00:00Z", calendar.session(5, 5))).isOne();
    }

    @Test
    void cyclicMonthsAreAsFarApartAcrossTheYearAsWithin() {
        Feature month = calendar.cyclic(calendar.monthOfYear(), 12);
        double december = at("2024-12-31T00:00:00Z", month.output("cos"));
        double june = at("2024-06-01T00:00:00Z", month.output("cos"));
        assertThat(december).isCloseTo(1, offset(1e-12));
        assertThat(june).isCloseTo(-1, offset(1e-12));
        assertThat(at("2024-01-31T00:00:00Z", month.output("sin"))).isCloseTo(0.5, offset(1e-12));
        assertThat(at("2024-11-30T00:00:00Z", month.output("sin"))).isCloseTo(-0.5, offset(1e-12));
    }

    @Test
    void oneHotHasAOneInTheColumnOfTheValue() {
        List<Feature> days = calendar.oneHot(calendar.dayOfWeek(), 1, 7);
        assertThat(days)
                .extracting(Feature::text)
                .startsWith("is(dayOfWeek(),1)")
                .hasSize(7);
        double[][] rows = FeaturePipeline.of(days).rows(row("2024-03-06T00:00:00Z")); // a Wednesday
        assertThat(rows[0]).containsExactly(0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void oneHotOfAMissingValueIsMissing() {
        double[][] rows = FeaturePipeline.of(calendar.oneHot(Features.column("x"), 0, 1))
                .rows(TestSeries.column("x", 1, Double.NaN, 5));
        assertThat(rows[0]).containsExactly(0, 1);
        assertThat(rows[1]).containsExactly(Double.NaN, Double.NaN);
        assertThat(rows[2]).containsExactly(0, 0);
    }

    @Test
    void oneHotOfNoOrTooManyNumbersIsRefused() {
        assertThatThrownBy(() -> calendar.oneHot(calendar.dayOfWeek(), 7, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a one-hot encoding has from 1 to 1000 numbers; found those from 7 to 1");
        assertThatThrownBy(() -> calendar.oneHot(calendar.dayOfWeek(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found those from -2147483648 to 2147483647");
    }

    @Test
    void fourierTermsAreTheWavesUpToTheOrder() {
        assertThat(calendar.fourierTerms(365.25, 3))
                .extracting(Feature::text)
                .containsExactly("fourier(365.25,1)", "fourier(365.25,2)", "fourier(365.25,3)");
        assertThatThrownBy(() -> calendar.fourierTerms(7, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("orders must be at least 1, found 0");
    }

    @Test
    void aColumnKnownAheadIsHandedOn() {
        TimeSeries series = TestSeries.column("promotion", 0, 1, Double.NaN);
        assertThat(TestSeries.values(series, calendar.knownFuture("promotion"))).containsExactly(0, 1, Double.NaN);
    }

    private static double at(String time, Feature feature) {
        return TestSeries.values(row(time), feature)[0];
    }

    private static TimeSeries row(String time) {
        return TimeSeries.builder("x").id("x").add(Instant.parse(time), 0).build();
    }
}
