package io.forecastj.features.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.Features;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.Num;

class Ta4jTest {
    private static final long HOUR = 3_600_000;
    private static final TimeSeries BARS = bars(5, 300);

    private final Feature sma = Ta4j.feature("ta4jSma", 4, Ta4jTest::sma);
    private final Feature ema = Ta4j.feature("ta4jEma", 30, bars -> new EMAIndicator(new ClosePriceIndicator(bars), 3));
    private final Feature williams = Ta4j.feature("ta4jR", 9, bars -> new WilliamsRIndicator(bars, 10));

    private static Indicator<Num> sma(BarSeries bars) {
        return new SMAIndicator(new ClosePriceIndicator(bars), 5);
    }

    private static TimeSeries bars(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars of seed " + seed);
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close;
            close = open * Math.exp(0.01 * random.nextGaussian());
            double high = 1.01 * Math.max(open, close);
            double low = 0.99 * Math.min(open, close);
            bars.add(i * HOUR, open, high, low, close, 1 + random.nextInt(1000));
        }
        return bars.build();
    }

    @Test
    void anIndicatorIsTheSameAsOverAllBars() {
        double[][] rows = FeaturePipeline.of(sma, williams, ema).rows(BARS);
        BarSeries all = Ta4j.barSeries(BARS);
        Indicator<Num> expectedSma = sma(all);
        Indicator<Num> expectedR = new WilliamsRIndicator(all, 10);
        Indicator<Num> expectedEma = new EMAIndicator(new ClosePriceIndicator(all), 3);
        for (int r = 30; r < rows.length; r++) {
            assertThat(rows[r][0]).isCloseTo(expectedSma.getValue(r).doubleValue(), offset(1e-11));
            assertThat(rows[r][1]).isEqualTo(expectedR.getValue(r).doubleValue());
            assertThat(rows[r][2]).isCloseTo(expectedEma.getValue(r).doubleValue(), offset(1e-6));
        }
    }

    @Test
    void theFirstRowsAreMissing() {
        double[][] rows = FeaturePipeline.of(sma).rows(BARS);
        assertThat(sma.warmup()).isEqualTo(4);
        for (int r = 0; r < rows.length; r++) {
            assertThat(Double.isNaN(rows[r][0])).as("row %d", r).isEqualTo(r < 4);
        }
    }

    @Test
    void aRowWithAMissingValueIsNoBar() {
        TimeSeries.Builder gap = Ohlcv.builder();
        TimeSeries.Builder without = Ohlcv.builder();
        for (int r = 0; r < 20; r++) {
            double[] row = row(BARS, r);
            if (r != 10) {
                without.add(BARS.timestamp(r), row);
            } else {
                row[4] = Double.NaN;
            }
            gap.add(BARS.timestamp(r), row);
        }
        double[][] rows = FeaturePipeline.of(sma, ema).rows(gap.build());
        double[][] expected = FeaturePipeline.of(sma, ema).rows(without.build());
        assertThat(rows[10]).containsOnly(Double.NaN);
        assertThat(rows[11]).isEqualTo(expected[10]);
        assertThat(rows[19]).isEqualTo(expected[18]);
    }

    @Test
    void aCopyGoesOnWithTheSameBits() {
        FeaturePipeline pipeline = FeaturePipeline.of(sma, ema, williams);
        double[][] rows = pipeline.rows(BARS);
        FeatureStream stream = pipeline.open(BARS.columns());
        double[] out = new double[3];
        for (int r = 0; r < rows.length; r++) {
            FeatureStream ahead = stream.copy();
            ahead.update(BARS.timestamp(r), new double[] {1, 1, 1, 1, 1});
            FeatureStream next = r % 7 == 0 ? stream.copy() : stream;
            next.update(BARS.timestamp(r), row(BARS, r));
            next.write(out, 0);
            assertThat(out).as("row %d", r).isEqualTo(rows[r]);
            stream = next;
        }
    }

    @Test
    void aRestartGoesOnWithTheSameBits() {
        FeaturePipeline pipeline = FeaturePipeline.of(sma, ema, williams);
        double[][] rows = pipeline.rows(BARS);
        FeatureStream stream = pipeline.open(BARS.columns());
        double[] out = new double[3];
        for (int r = 0; r < rows.length; r++) {
            if (r % 7 == 0) {
                StateWriter saved = new StateWriter();
                stream.save(saved);
                stream = pipeline.open(BARS.columns());
                StateReader in = new StateReader(saved.toBytes());
                stream.restore(in);
                in.requireEnd();
            }
            stream.update(BARS.timestamp(r), row(BARS, r));
            stream.write(out, 0);
            assertThat(out).as("row %d", r).isEqualTo(rows[r]);
        }
    }

    @Test
    void barsCanBeMadeOfOtherFeatures() {
        Feature change = Features.difference("close", 1);
        Feature feature = Ta4j.feature("ta4jSma", Collections.nCopies(5, change), 4, Ta4jTest::sma);
        FeaturePipeline pipeline =
                FeaturePipeline.of(feature, Features.rolling().mean(change, 5));
        double[][] rows = pipeline.rows(BARS);
        assertThat(pipeline.warmup()).isEqualTo(5);
        for (int r = 5; r < rows.length; r++) {
            assertThat(rows[r][0]).isCloseTo(rows[r][1], offset(1e-11));
        }
    }

    @Test
    void isReadBackByARegistryThatKnowsIt() {
        FeatureRegistry registry = FeatureRegistry.standard().with("ta4jSma", Ta4j.factory("ta4jSma", Ta4jTest::sma));
        assertThat(sma.text()).isEqualTo("ta4jSma(open,high,low,close,volume,4)");
        FeaturePipeline pipeline = FeaturePipeline.of(sma);
        FeaturePipeline read = FeaturePipeline.fromJson(pipeline.toJson(), registry);
        assertThat(read).isEqualTo(pipeline);
        assertThat(read.rows(BARS)[299]).isEqualTo(pipeline.rows(BARS)[299]);
    }

    @Test
    void refusesAnotherWarmupOrNumberOfInputs() {
        Function<BarSeries, Indicator<Num>> indicator = Ta4jTest::sma;
        assertThatThrownBy(() -> Ta4j.feature("ta4jSma", -1, indicator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ta4jSma: warmup must be a whole number from 0 to 100000, found -1.0");
        assertThatThrownBy(() -> Ta4j.feature("ta4jSma", List.of(Features.column("close")), 4, indicator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected ta4jSma(open,high,low,close,volume,warmup), found 1 inputs and 1 numbers");
    }

    @Test
    void aSeriesSurvivesTheWayToTa4jAndBack() {
        TimeSeries withGap = Ohlcv.builder()
                .id("gap")
                .add(HOUR, 1, 2, 0.5, 1.5, 10)
                .add(3 * HOUR, 1, Double.NaN, 0.5, 1.5, 10)
                .build();
        for (TimeSeries series : List.of(BARS, withGap, BARS.head(0))) {
            assertThat(Ta4j.timeSeries(Ta4j.barSeries(series))).isEqualTo(series);
        }
        assertThat(Ta4j.barSeries(withGap).getBar(1).getTimePeriod()).isEqualTo(Duration.ofHours(2));
        assertThatThrownBy(() -> Ta4j.barSeries(BARS.select("close")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("open");
    }

    @Test
    void aBoundedSeriesGivesTheBarsThatItStillHolds() {
        BarSeries bars = Ta4j.barSeries(BARS);
        bars.setMaximumBarCount(40);
        assertThat(Ta4j.timeSeries(bars)).isEqualTo(BARS.tail(40));
    }

    @Test
    void anAbsentPriceIsMissing() {
        BarSeries bars = new BaseBarSeriesBuilder()
                .withName("decimal")
                .withNumTypeOf(DecimalNum.class)
                .build();
        ZonedDateTime end = ZonedDateTime.parse("2024-01-02T00:00Z");
        bars.addBar(end, "1.1", "2.2", "0.1", "1.7", "100");
        bars.addBar(Duration.ofDays(1), end.plusDays(1));
        TimeSeries series = Ta4j.timeSeries(bars);
        assertThat(series.id()).isEqualTo("decimal");
        assertThat(row(series, 0)).containsExactly(1.1, 2.2, 0.1, 1.7, 100);
        assertThat(row(series, 1)).startsWith(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[5];
        for (int c = 0; c < values.length; c++) {
            values[c] = series.value(row, Ohlcv.COLUMNS.get(c));
        }
        return values;
    }
}
