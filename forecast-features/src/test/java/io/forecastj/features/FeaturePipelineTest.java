package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.CausalMatrix;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.ModelLoadException;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturePipelineTest {
    private static final Feature SCALED = Features.standardScale(Features.column("x"));

    @Test
    void namesItsColumnsByTextAndOutput() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.momentum().rsi("close", 14),
                Features.trend().macd("close", 12, 26, 9),
                Features.column("adj close"));
        assertThat(pipeline.columns())
                .containsExactly(
                        "rsi(close,14)",
                        "macd(close,12,26,9).line",
                        "macd(close,12,26,9).signal",
                        "macd(close,12,26,9).histogram",
                        "\"adj close\"");
        assertThat(pipeline.inputs()).containsExactly("close", "adj close");
        assertThat((CausalMatrix) pipeline).extracting(CausalMatrix::warmup).isEqualTo(pipeline.warmup());
    }

    @Test
    void computesEqualPartsOnce() {
        RollingFeatures rolling = Features.rolling();
        assertThat(FeaturePipeline.of(rolling.std("x", 20)).kernels()).isEqualTo(1);
        assertThat(FeaturePipeline.of(rolling.std("x", 20), rolling.zscore("x", 20))
                        .kernels())
                .as("both are outputs of one window's moments")
                .isEqualTo(1);
        assertThat(FeaturePipeline.of(
                                rolling.std("x", 20),
                                rolling.zscore("x", 20),
                                Features.volatility().bollinger("x", 20, 2))
                        .kernels())
                .as("the bands are one kernel more")
                .isEqualTo(2);
        assertThat(FeaturePipeline.of(
                                Features.price().logReturns("x", 1),
                                Features.price().logReturns("x", 5))
                        .kernels())
                .as("one logarithm, two lags, two differences")
                .isEqualTo(5);
    }

    @Test
    void refusesNothingAndTheSameTwice() {
        assertThatThrownBy(FeaturePipeline::of).hasMessage("a pipeline needs at least one feature");
        Feature macd = Features.trend().macd("x", 12, 26, 9);
        assertThatThrownBy(() -> FeaturePipeline.of(macd, macd.output("signal")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the feature macd(x,12,26,9).signal occurs twice; name it once");
    }

    @Test
    void growsByFeaturesItDoesNotHave() {
        FeaturePipeline lags = FeaturePipeline.of(Features.lag("x", 1), Features.lag("x", 2));
        FeaturePipeline longer = lags.plus(Features.lag("x", 2), Features.lag("x", 3));
        assertThat(longer.columns()).containsExactly("lag(x,1)", "lag(x,2)", "lag(x,3)");
        FeaturePipeline fitted = FeaturePipeline.of(SCALED).fit(List.of(TestSeries.column("x", 1, 3)));
        assertThat(lags.plus(fitted).fitted()).isTrue();
        assertThat(fitted.plus(SCALED)).as("nothing new").isEqualTo(fitted);
    }

    @Test
    void learnsFromTheTrainingSeriesAlone() {
        FeaturePipeline pipeline = FeaturePipeline.of(SCALED);
        assertThat(pipeline.fitted()).isFalse();
        FeaturePipeline fitted =
                pipeline.fit(List.of(TestSeries.column("x", 1, Double.NaN, 3), TestSeries.column("x", 5, 7)));
        assertThat(fitted.fitted()).isTrue();
        assertThat(pipeline.fitted()).as("fitting makes a new pipeline").isFalse();
        double[][] rows = fitted.rows(TestSeries.column("x", 4, 4 + Math.sqrt(5), Double.NaN));
        assertThat(rows[0][0]).isZero();
        assertThat(rows[1][0]).isCloseTo(1, within(1e-15));
        assertThat(rows[2][0]).isNaN();
    }

    @Test
    void fitsAFeatureOnAnotherFittedOne() {
        Feature change = Features.difference(SCALED, 1);
        FeaturePipeline pipeline = FeaturePipeline.of(Features.standardScale(change), SCALED);
        TimeSeries series = TestSeries.column("x", 1, 2, 4, 8, 16);
        FeaturePipeline fitted = pipeline.fit(List.of(series));
        assertThat(fitted.parameters())
                .containsOnlyKeys("standardScale(x)", "standardScale(difference(standardScale(x),1))");
        double[] first = Arrays.stream(fitted.rows(series))
                .mapToDouble(row -> row[0])
                .skip(1)
                .toArray();
        assertThat(Arrays.stream(first).sum()).isCloseTo(0, within(1e-14));
        assertThat(Arrays.stream(first).map(x -> x * x).sum()).isCloseTo(4, within(1e-14));
        FeaturePipeline again = fitted.fit(List.of(series.head(3)));
        assertThat(again).as("fitted anew").isNotEqualTo(fitted).isEqualTo(pipeline.fit(List.of(series.head(3))));
    }

    @Test
    void refusesToRunBeforeItIsFitted() {
        FeaturePipeline pipeline = FeaturePipeline.of(Features.lag(SCALED, 1));
        assertThatThrownBy(() -> pipeline.rows(TestSeries.column("x", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("standardScale(x) is not fitted; call FeaturePipeline.fit first");
        assertThatThrownBy(() -> pipeline.open(List.of("x"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pipeline.fit(List.of(TestSeries.column("x", Double.NaN))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("standardScale(x) needs at least one value");
    }

    @Test
    void needsNoFittingWhenNothingIsLearnt() {
        FeaturePipeline pipeline = FeaturePipeline.of(Features.lag("x", 1));
        assertThat(pipeline.fitted()).isTrue();
        assertThat(pipeline.fit(List.of())).isSameAs(pipeline);
    }

    /** The expected values are those of sha256sum, run over the text that PipelineHash describes. */
    @Test
    void keepsItsHashForever() {
        assertThat(FeaturePipeline.of(Features.momentum().rsi("close", 14), Features.lag("adj close", 1))
                        .schemaHash())
                .isEqualTo("7b1ccfbb9a5b1e784c4307ee1ab21be6df89f5310ee72a50343d07624d2afff2");
        assertThat(FeaturePipeline.of(SCALED)
                        .fit(List.of(TestSeries.column("x", 0.1, 0.2, 0.4)))
                        .schemaHash())
                .isEqualTo("75b2aa6f28e45f7a86383b7d723eb5dfc8ee79cf75785353a453e6f1f3b4a6c6");
    }

    @Test
    void hasAnotherHashForOtherColumnsOrderOrParameters() {
        Feature a = Features.lag("x", 1);
        Feature b = Features.lag("x", 2);
        FeaturePipeline scaled = FeaturePipeline.of(SCALED);
        assertThat(List.of(
                                FeaturePipeline.of(a, b),
                                FeaturePipeline.of(b, a),
                                FeaturePipeline.of(a),
                                scaled,
                                scaled.fit(List.of(TestSeries.column("x", 1, 2))),
                                scaled.fit(List.of(TestSeries.column("x", 1, 2.0000000000000004))))
                        .stream()
                        .map(FeaturePipeline::schemaHash)
                        .distinct())
                .hasSize(6);
    }

    @Test
    void writesParametersThatReadBackExactly() {
        FeaturePipeline fitted =
                FeaturePipeline.of(SCALED).fit(List.of(TestSeries.column("x", Math.PI * 1e-300, -1 / 3.0, 2e23)));
        FeaturePipeline read = FeaturePipeline.fromJson(fitted.toJson());
        assertThat(read).isEqualTo(fitted);
        assertThat(read.schemaHash()).isEqualTo(fitted.schemaHash());
        assertThat(FeaturePipeline.fromJson(FeaturePipeline.of(SCALED).toJson()).fitted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nonsense;must be JSON",
                "``;expected JSON with",
                "[];expected JSON with \"format\" : \"forecastj-features\", found  in ARRAY",
                "{\"format\":\"other\"};found \"other\"",
                "{\"format\":\"forecastj-features\",\"version\":2};has format version 2; this library reads version 1",
                "{\"format\":\"forecastj-features\",\"version\":1};\"features\" must be a list of texts, found none",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[1],\"parameters\":{}};found 1",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[],\"parameters\":{}};at least one feature",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"foo(x)\"],\"parameters\":{}};no kind 'foo'",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"x\"],\"parameters\":{\"y\":[1]}};parameters for [y]",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"x\"],\"parameters\":{\"y\":[\"1\"]}};list of finite numbers",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"x\"],\"parameters\":{\"y\":[1e999]}};list of finite numbers",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"standardScale(x)\"],\"parameters\":{\"standardScale(x)\":[1,0]}};standard deviation above 0",
                "{\"format\":\"forecastj-features\",\"format\":\"\"};Duplicate field",
                "{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\"x\"],\"parameters\":{}} x;must be JSON",
            })
    void refusesOtherJson(String json, String message) {
        assertThatThrownBy(() -> FeaturePipeline.fromJson(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isComparedByValue() {
        FeaturePipeline pipeline = FeaturePipeline.of(Features.lag("x", 1), SCALED);
        assertThat(pipeline)
                .isEqualTo(FeaturePipeline.of(List.of(Features.lag("x", 1), SCALED)))
                .isNotEqualTo(FeaturePipeline.of(SCALED, Features.lag("x", 1)))
                .hasToString("pipeline (2 columns from x; warm-up 1 rows; not fitted)");
    }

    @Test
    void readsAnyOrderOfColumnsAndMoreThanItNeeds() {
        TimeSeries bars = TestSeries.bars(1, 300);
        FeaturePipeline pipeline = Features.standardOhlcv();
        double[][] rows = pipeline.rows(bars.select("volume", "low", "close", "high", "open"));
        assertThat(rows[299]).isEqualTo(pipeline.rows(bars)[299]);
    }
}
