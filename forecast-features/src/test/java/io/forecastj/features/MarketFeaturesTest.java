package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.ModelLoadException;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarketFeaturesTest {
    private static final Feature X = Features.column("x");

    @Test
    void efficiencyIsTheDistanceByTheLengthOfThePath() {
        double[] e = TestSeries.values(
                series(1, 2, 4, 3, 7, 7, 7, 7, 7), Features.market().efficiency(X, 3));
        assertThat(e[3]).isCloseTo(2 / 4.0, offset(1e-12));
        assertThat(e[4]).isCloseTo(5 / 7.0, offset(1e-12));
        assertThat(e[7]).isZero();
        assertThat(TestSeries.values(series(1, 2, 3, 4), Features.market().efficiency(X, 3))[3])
                .isEqualTo(1);
        assertThat(TestSeries.values(series(4, 3, 2, 1), Features.market().efficiency(X, 3))[3])
                .isEqualTo(-1);
    }

    @Test
    void aTrendIsAnEfficiencyOfAtLeastTheThreshold() {
        Feature trend = Features.market().trendClass(X, 3, 0.5);
        assertThat(TestSeries.values(series(1, 2, 4, 3, 7, 4, 5, 5, 5, 5, 4), trend))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 1, 1, 0, 0, -1, 1, 0, -1);
    }

    @Test
    void quantileClassesAreEquallyFrequentInTraining() {
        double[] x = new Random(3).doubles(9_000).toArray();
        double[] classes = TestSeries.values(series(x), Features.market().quantileClass(X, 3));
        for (int c = 0; c < 3; c++) {
            int wanted = c;
            assertThat(Arrays.stream(classes).filter(value -> value == wanted).count())
                    .as("class %d", c)
                    .isEqualTo(3_000);
        }
        for (int i = 0; i < x.length; i++) {
            assertThat(classes[i])
                    .isCloseTo(Math.floor(3 * x[i]), offset(Math.abs(3 * x[i] % 1 - 0.5) < 0.4 ? 0 : 1.0));
        }
    }

    @Test
    void volatilityClassesAreLearntFromTheTrainingSliceAlone() {
        TimeSeries bars = TestSeries.sp500();
        FeaturePipeline pipeline = FeaturePipeline.of(Features.market().volatilityClass(20, 3));
        FeaturePipeline fitted = pipeline.fit(List.of(bars.head(2_000)));
        assertThat(fitted).isNotEqualTo(pipeline.fit(List.of(bars)));
        double[][] rows = fitted.rows(bars);
        assertThat(rows[bars.rowAtOrBefore(Instant.parse("2008-11-01T00:00:00Z"))][0])
                .isEqualTo(2);
        assertThat(rows[bars.rowAtOrBefore(Instant.parse("2017-10-01T00:00:00Z"))][0])
                .isEqualTo(0);
    }

    @Test
    void theVolatileRegimeOfTheIndexIsTheCrisis() {
        TimeSeries bars = TestSeries.sp500();
        double[] regime = TestSeries.values(bars, Features.market().regime());
        assertThat(regime[bars.rowAtOrBefore(Instant.parse("2008-10-31T00:00:00Z"))])
                .isGreaterThan(0.95);
        assertThat(regime[bars.rowAtOrBefore(Instant.parse("2017-10-01T00:00:00Z"))])
                .isLessThan(0.05);
    }

    @Test
    void garchAndRegimeArePooledOverTheTrainingSeries() {
        TimeSeries bars = TestSeries.sp500();
        for (Feature feature :
                List.of(Features.volatility().garch(), Features.market().regime())) {
            FeaturePipeline pipeline = FeaturePipeline.of(feature);
            List<Double> once = pipeline.fit(List.of(bars)).parameters().get(feature.text());
            List<Double> twice = pipeline.fit(List.of(bars, bars)).parameters().get(feature.text());
            for (int i = 0; i < once.size(); i++) {
                assertThat(twice.get(i))
                        .as("%s, parameter %d", feature, i)
                        .isCloseTo(once.get(i), offset(1e-3 * Math.abs(once.get(i)) + 1e-8));
            }
        }
    }

    @Test
    void garchGoesOnWithTheExpectedVarianceOverAMissingReturn() {
        double[] x = new Random(4).doubles(400, -1, 1).toArray();
        FeaturePipeline pipeline =
                FeaturePipeline.of(Features.volatility().garch(X)).fit(List.of(series(x)));
        List<Double> p = pipeline.parameters().get("garch(x)");
        double before = pipeline.rows(series(x))[299][0];
        x[300] = Double.NaN;
        double[][] rows = pipeline.rows(series(x));
        assertThat(rows[300][0]).isNaN();
        double held = p.get(0) + (p.get(1) + p.get(2)) * before * before;
        double expected = Math.sqrt(p.get(0) + p.get(1) * x[301] * x[301] + p.get(2) * held);
        assertThat(rows[301][0]).isCloseTo(expected, offset(1e-12));
    }

    @Test
    void garchForgetsAReturnWhoseSquareIsNoNumber() {
        double[] x = new Random(4).doubles(400, -1, 1).toArray();
        FeaturePipeline pipeline =
                FeaturePipeline.of(Features.volatility().garch(X)).fit(List.of(series(x)));
        x[300] = 1e200;
        double[][] rows = pipeline.rows(series(x));
        assertThat(rows[300][0]).isNaN();
        assertThat(rows[301][0]).isBetween(0.1, 10.0);
    }

    @Test
    void trainingOnTooLittleOrOnConstantValuesIsRefused() {
        for (Feature feature :
                List.of(Features.volatility().garch(X), Features.market().regime(X))) {
            assertThatThrownBy(() -> TestSeries.values(series(new double[19]), feature))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessage(
                            feature.text() + " needs at least 20 values in the training series to be fitted, found 19;"
                                    + " train on more rows");
            assertThatThrownBy(() -> TestSeries.values(series(new double[50]), feature))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageStartingWith(
                            feature.text() + " needs training values that vary, found 50 with the mean 0.0");
        }
    }

    @Test
    void damagedParametersAreRefused() {
        refused(Features.volatility().garch(X), "0.1, 0.5, 0.5, 1", "alpha + beta < 1");
        refused(Features.volatility().garch(X), "0.1, 0.5", "garch has the parameters omega > 0");
        refused(Features.market().regime(X), "0, 1, 0, -1, 0.9, 0.9", "standard deviations 1.0 and -1.0");
        refused(Features.market().regime(X), "0, 1, 0, 2, 1, 0.9", "probabilities 1.0 and 0.9");
        refused(Features.market().regime(X), "0, 1", "regime has 6 parameters");
        refused(Features.market().quantileClass(X, 3), "1, 0", "2 limits in rising order");
        refused(Features.market().quantileClass(X, 3), "1", "2 limits in rising order");
    }

    private static void refused(Feature feature, String parameters, String message) {
        String json = "{\"format\": \"forecastj-features\", \"version\": 1, \"features\": [\"" + feature.text()
                + "\"], \"parameters\": {\"" + feature.text() + "\": [" + parameters + "]}}";
        assertThatThrownBy(() -> FeaturePipeline.fromJson(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    private static TimeSeries series(double... x) {
        return TestSeries.column("x", x);
    }
}
