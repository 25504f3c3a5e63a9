package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of the indicators when a bar is missing, when nothing moves, and before they are warm. */
class IndicatorPolicyTest {
    /** Number of rows that are NaN because of one missing bar: that row, or those of one or several windows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acceleration(close,5)|1 6 11",
                "upperShadow(open,high,close)|1",
                "lowerShadow(open,low,close)|1",
                "bodyToRange(open,high,low,close)|1",
                "typicalPrice(high,low,close)|1",
                "directionalMovement(high,low).plus|1",
                "adx(high,low,close,14).adx|1",
                "adx(high,low,close,14).plusDi|1",
                "aroon(high,low,25).up|26",
                "linearRegression(close,20).slope|20",
                "stochastic(high,low,close,14,3,4).k|19",
                "stochastic(high,low,close,14,3,4).d|19",
                "williamsR(high,low,close,14)|14",
                "roc(close,10)|1 11",
                "cci(high,low,close,20)|20",
                "mfi(high,low,close,volume,14)|14",
                "trix(close,15)|1",
                "buyingPressure(low,close)|1",
                "ultimateOscillator(high,low,close,7,14,28)|28",
                "keltner(high,low,close,20,10,2).position|1",
                "keltner(high,low,close,20,10,2).width|1",
                "donchian(high,low,close,20).position|20",
                "donchian(high,low,close,20).width|20",
                "parkinson(high,low,20)|20",
                "garmanKlass(open,high,low,close,20)|20",
                "rogersSatchell(open,high,low,close,20)|20",
                "yangZhang(open,high,low,close,20)|21",
                "realisedVolatility(close,20)|21"
            })
    void recoversAfterAMissingBar(String text, String missing) {
        int gap = 700;
        TimeSeries bars = TestSeries.withGap(TestSeries.bars(2, 800), gap);
        double[] values = TestSeries.values(bars, Features.parse(text));
        List<Integer> expected = missing.contains(" ")
                ? List.of(missing.split(" ")).stream()
                        .map(row -> gap + Integer.parseInt(row) - 1)
                        .toList()
                : IntStream.range(gap, gap + Integer.parseInt(missing)).boxed().toList();
        assertThat(IntStream.range(gap - 50, values.length)
                        .filter(t -> Double.isNaN(values[t]))
                        .boxed())
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acceleration(close,5)|0",
                "bodyToRange(open,high,low,close)|0",
                "adx(high,low,close,14).adx|0",
                "adx(high,low,close,14).plusDi|0",
                "adx(high,low,close,14).minusDi|0",
                "aroon(high,low,25).up|100",
                "aroon(high,low,25).oscillator|0",
                "linearRegression(close,20).r2|0",
                "stochastic(high,low,close,14,3,3).k|50",
                "stochastic(high,low,close,14,3,3).d|50",
                "williamsR(high,low,close,14)|-50",
                "roc(close,10)|0",
                "cci(high,low,close,20)|0",
                "mfi(high,low,close,volume,14)|50",
                "trix(close,15)|0",
                "ultimateOscillator(high,low,close,7,14,28)|50",
                "keltner(high,low,close,20,10,2).position|0.5",
                "keltner(high,low,close,20,10,2).width|0",
                "donchian(high,low,close,20).position|0.5",
                "donchian(high,low,close,20).width|0",
                "parkinson(high,low,20)|0",
                "garmanKlass(open,high,low,close,20)|0",
                "rogersSatchell(open,high,low,close,20)|0",
                "yangZhang(open,high,low,close,20)|0",
                "realisedVolatility(close,20)|0"
            })
    void saysWhatIsDocumentedWhereNothingMoves(String text, double expected) {
        TimeSeries.Builder flat = Ohlcv.builder();
        for (int t = 0; t < 600; t++) {
            flat.add(t, 0.1, 0.1, 0.1, 0.1, 7);
        }
        double[] values = TestSeries.values(flat.build(), Features.parse(text));
        assertThat(values[599] + 0.0).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parkinson(high,low,20)",
                "garmanKlass(open,high,low,close,20)",
                "rogersSatchell(open,high,low,close,20)",
                "yangZhang(open,high,low,close,20)",
                "realisedVolatility(close,20)"
            })
    void hasNoVolatilityOfReturnsWhereAPriceIsNotPositive(String text) {
        TimeSeries bars = TestSeries.replace(TestSeries.bars(3, 100), 60, x -> -x);
        double[] values = TestSeries.values(bars, Features.parse(text));
        assertThat(values[59]).isPositive();
        assertThat(IntStream.range(60, 100).mapToObj(t -> values[t])).allMatch(x -> Double.isNaN(x));
    }

    /** The largest change that the rows before the warm-up make to a value, relative to the mean size of the values. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ema(close,5)",
                "ema(close,200)",
                "macd(close,12,26,9).line",
                "macd(close,12,26,9).histogram",
                "adx(high,low,close,14).adx",
                "adx(high,low,close,14).plusDi",
                "rsi(close,14)",
                "trix(close,15)",
                "atr(high,low,close,14)",
                "keltner(high,low,close,20,10,2).position",
                "keltner(high,low,close,20,10,2).width"
            })
    void isChangedByAMillionthAtMostByRowsBeforeTheWarmup(String text) {
        Feature feature = Features.parse(text);
        FeaturePipeline pipeline = FeaturePipeline.of(feature);
        for (TimeSeries bars : List.of(TestSeries.sp500(), MinuteBars.bitcoin().head(5_000))) {
            double[] whole = TestSeries.values(bars, feature);
            double worst = 0;
            double size = 0;
            int count = 0;
            for (int t = 2 * feature.warmup(); t < whole.length; t += 31) {
                double[][] cut = pipeline.rows(bars.slice(t - feature.warmup(), t + 1));
                worst = Math.max(worst, Math.abs(cut[feature.warmup()][0] - whole[t]));
                size += Math.abs(whole[t]);
                count++;
            }
            assertThat(worst * count / size).as(bars.id()).isLessThan(1e-6);
        }
    }

    @Test
    void refusesWindowsOfTheUltimateOscillatorThatDoNotGrow() {
        assertThatThrownBy(() -> Features.momentum().ultimateOscillator(7, 7, 28))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ultimateOscillator(high,low,close,fast,middle,slow): fast must be less than middle, and"
                        + " middle less than slow");
    }

    @Test
    void sharesWhatIndicatorsHaveInCommon() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.trend().adx(14),
                Features.volatility().atr(14),
                Features.momentum().stochastic(14, 1, 3),
                Features.momentum().williamsR(14),
                Features.volatility().donchian(14));
        Graph graph = new Graph(pipeline.features());
        // movement, true range and three smoothings, adx; extremes, position, two means, stochastic; %R; channel
        assertThat(graph.nodes()).hasSize(14);
    }
}
