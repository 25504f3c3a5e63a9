package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example data as SOURCES.md describes it, read from the class path as the examples do. */
class BundledDataTest {
    private static InputStream open(String name) {
        return Objects.requireNonNull(
                BundledDataTest.class.getResourceAsStream("/io/forecastj/examples/" + name), name);
    }

    @Test
    void theIndexIsReadAsBars() throws IOException {
        try (InputStream stream = open("sp500-2000.csv")) {
            TimeSeries bars = Csv.ohlcv(stream, "sp500-2000.csv");
            assertThat(bars.length()).isEqualTo(5105);
            assertThat(bars.columns()).containsExactly("open", "high", "low", "close", "volume", "adj_close");
            assertThat(bars.time(0)).isEqualTo("2000-01-03T00:00:00Z");
            assertThat(bars.time(5104)).isEqualTo("2020-04-17T00:00:00Z");
            assertThat(bars.value(0, "open")).isEqualTo(1469.25);
            assertThat(bars.value(0, "volume")).isEqualTo(931800000);
        }
    }

    @Test
    void theWeatherIsReadWithoutItsColumnOfWords() throws IOException {
        try (InputStream stream = open("seattle-weather.csv")) {
            TimeSeries weather = Csv.read()
                    .columns("precipitation", "temp_max", "temp_min", "wind")
                    .from(stream, "seattle-weather.csv")
                    .one();
            assertThat(weather.length()).isEqualTo(1461);
            assertThat(weather.time(0)).isEqualTo("2012-01-01T00:00:00Z");
            assertThat(weather.time(1460)).isEqualTo("2015-12-31T00:00:00Z");
            assertThat(weather.sampling()).isEqualTo(Sampling.daily());
            assertThat(weather.value(1, "temp_max")).isEqualTo(10.6);
        }
    }

    @Test
    void theEmploymentIsReadByMonth() throws IOException {
        try (InputStream stream = open("us-employment.csv")) {
            TimeSeries jobs =
                    Csv.read().time("month").from(stream, "us-employment.csv").one();
            assertThat(jobs.length()).isEqualTo(120);
            assertThat(jobs.columns()).hasSize(23);
            assertThat(jobs.time(119)).isEqualTo("2015-12-01T00:00:00Z");
            assertThat(jobs.sampling()).isEqualTo(Sampling.monthly());
            assertThat(jobs.value(118, "nonfarm_change")).isEqualTo(264);
        }
    }

    @Test
    void theCarbonDioxideIsReadByMonth() throws IOException {
        try (InputStream stream = open("co2-concentration.csv")) {
            TimeSeries co2 = Csv.read()
                    .columns("CO2")
                    .sampling(Sampling.monthly())
                    .from(stream, "co2-concentration.csv")
                    .one();
            assertThat(co2.length()).isEqualTo(741);
            assertThat(co2.time(0)).isEqualTo("1958-03-01T00:00:00Z");
            assertThat(co2.time(740)).isEqualTo("2020-04-01T00:00:00Z");
            assertThat(co2.value(740, "CO2")).isEqualTo(416.18);
        }
    }
}
