package io.forecastj.backtest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void numbersAreRoundedByTheirExactValueOnEveryJdk() {
        assertThat(PlainText.decimals(1.005, 2)).as("1.00499999999999989...").isEqualTo("1.00");
        assertThat(PlainText.decimals(2e-3, 3)).isEqualTo("0.002");
        assertThat(PlainText.decimals(0.125, 2)).as("a tie").isEqualTo("0.13");
        assertThat(PlainText.decimals(-1234567.891, 1)).isEqualTo("-1,234,567.9");
    }

    @Test
    void aTimeAtMidnightIsADate() {
        assertThat(PlainText.time(Instant.parse("2024-01-05T00:00:00Z"))).isEqualTo("2024-01-05");
        assertThat(PlainText.time(Instant.parse("2024-01-05T12:00:00Z"))).isEqualTo("2024-01-05T12:00:00Z");
    }

    @Test
    void fieldsAreQuotedWhereTheyMustBe() {
        assertThat(PlainText.csvField("plain")).isEqualTo("plain");
        assertThat(PlainText.csvField("a,\"b\"\n")).isEqualTo("\"a,\"\"b\"\"\n\"");
        assertThat(PlainText.csvField(Double.NaN)).isEmpty();
        assertThat(PlainText.csvField(0.1)).isEqualTo("0.1");
    }

    @Test
    void oneThingHasNoPlural() {
        assertThat(PlainText.count(1, "row")).isEqualTo("1 row");
        assertThat(PlainText.count(1461, "row")).isEqualTo("1,461 rows");
    }
}
