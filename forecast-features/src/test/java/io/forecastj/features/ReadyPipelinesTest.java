package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyPipelinesTest {
    @Test
    void barsBecomeNumbersThatAreTheSameAtEveryPriceLevel() {
        TimeSeries bars = TestSeries.bars(1, 800);
        FeaturePipeline pipeline = Features.standardOhlcv();
        assertThat(pipeline.inputs()).containsExactlyInAnyOrder("open", "high", "low", "close", "volume");
        double[][] rows = pipeline.rows(bars);
        double[][] scaled = pipeline.rows(TestSeries.replace(bars, 0, x -> x * 1024));
        for (int r = pipeline.warmup(); r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                assertThat(scaled[r][c])
                        .as("%s, row %d", pipeline.columns().get(c), r)
                        .isCloseTo(rows[r][c], within(1e-9 * Math.max(1, Math.abs(rows[r][c]))));
            }
        }
    }

    @Test
    void haveAValueInEveryColumnOnRealBars() {
        TimeSeries bars = TestSeries.sp500();
        FeaturePipeline pipeline = Features.standardOhlcv();
        double[][] rows = pipeline.rows(bars);
        assertThat(pipeline.columns()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(pipeline.warmup()).isEqualTo(463);
        assertThat(IntStream.range(pipeline.warmup(), rows.length)
                        .filter(r -> Arrays.stream(rows[r]).anyMatch(x -> Double.isNaN(x))))
                .isEmpty();
    }

    @Test
    void barsWithoutVolumeHaveTheOtherFeatures() {
        FeaturePipeline ohlc = Features.standardOhlc();
        assertThat(ohlc.inputs()).containsExactlyInAnyOrder("open", "high", "low", "close");
        assertThat(ohlc.columns())
                .containsExactlyElementsOf(Features.standardOhlcv().columns().stream()
                        .filter(column -> !column.contains("volume"))
                        .toList());
        TimeSeries bars = TestSeries.sp500().select("open", "high", "low", "close");
        double[][] rows = ohlc.rows(bars);
        assertThat(Arrays.stream(rows[rows.length - 1]).anyMatch(Double::isNaN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 12, 24, 365})
    void plainValuesOfAnySeasonBecomeDifferencesThatForgetTheLevel(int season) {
        FeaturePipeline pipeline = Features.univariate("temperature", season);
        assertThat(pipeline.inputs()).containsExactly("temperature");
        assertThat(pipeline.warmup()).isEqualTo(Math.max(16, season * 2 - 1));
        double[] values = IntStream.range(0, pipeline.warmup() + 50)
                .mapToDouble(i -> Math.round(8 * Math.sin(i)))
                .toArray();
        double[][] rows = pipeline.rows(TestSeries.column("temperature", values));
        double[][] raised = pipeline.rows(TestSeries.column(
                "temperature", Arrays.stream(values).map(x -> x + 1024).toArray()));
        for (int r = pipeline.warmup(); r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                assertThat(raised[r][c])
                        .as("%s, row %d", pipeline.columns().get(c), r)
                        .isCloseTo(rows[r][c], within(1e-9));
            }
        }
    }

    @Test
    void showWhatTheSeasonalNaiveMethodWouldSay() {
        FeaturePipeline pipeline = Features.univariate(7);
        double[][] rows = pipeline.rows(TestSeries.column(
                "y", IntStream.range(0, 30).mapToDouble(i -> i * i).toArray()));
        int next = pipeline.columns().indexOf("minus(lag(y,6),y)");
        assertThat(rows[20][next]).isEqualTo(14 * 14 - 20 * 20);
    }

    @Test
    void refuseASeasonOfNoLength() {
        assertThatThrownBy(() -> Features.univariate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seasonLength must be from 1 to 100000, found 0");
    }

    @Test
    void surviveAFile() {
        for (FeaturePipeline pipeline : List.of(Features.standardOhlcv(), Features.univariate(24))) {
            assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
        }
    }
}
