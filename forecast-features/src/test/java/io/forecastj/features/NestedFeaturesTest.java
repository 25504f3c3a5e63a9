package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Features of features: refused by depth, and of a cost that does not multiply from level to level. */
class NestedFeaturesTest {
    private static final Duration BOUND = Duration.ofSeconds(5);

    /** Every kind of one output, with the text of an inner feature as each of its inputs. */
    static Stream<String> kinds() {
        return Catalogue.KINDS.stream()
                .filter(kind -> kind.outputs().size() == 1 && !kind.inputs().isEmpty() && !kind.ofTime())
                .map(Kind::name);
    }

    /** Nests a kind in its first input; texts of several nested inputs would themselves grow exponentially. */
    private static String nested(String name, int depth) {
        Kind kind = Catalogue.KINDS.stream()
                .filter(one -> one.name().equals(name))
                .findAny()
                .orElseThrow();
        String text = Ohlcv.CLOSE;
        for (int level = 0; level < depth; level++) {
            List<String> parts =
                    new ArrayList<>(Collections.nCopies(kind.inputs().size(), Ohlcv.CLOSE));
            parts.set(0, text);
            Arrays.stream(Kinds.exampleArguments(kind)).mapToObj(Text::number).forEach(parts::add);
            text = name + "(" + String.join(",", parts) + ")";
        }
        return text;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aTextOfTheAllowedDepthBecomesAPipelineAtOnce(String kind) {
        long start = System.nanoTime();
        try {
            FeaturePipeline pipeline =
                    FeaturePipeline.of(FeatureRegistry.standard().parse(nested(kind, 99)));
            assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
            if (pipeline.fitted()) {
                assertThat(pipeline.open(Ohlcv.COLUMNS)).isNotNull();
            }
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("rows before its first value"); // a sum of very long warm-ups
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @Test
    void aDeeperTextIsRefused() {
        for (int depth : new int[] {101, 1_000, 100_000}) {
            String text = "lag(".repeat(depth) + "close" + ",1)".repeat(depth);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeatureRegistry.standard().parse(text))
                    .withMessageContaining("nested more than 100 deep")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_500));
            assertThatThrownBy(() ->
                            FeaturePipeline.fromJson("{\"format\":\"forecastj-features\",\"version\":1,\"features\":[\""
                                    + text + "\"],\"parameters\":{}}"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("nested more than 100 deep");
        }
    }

    @Test
    void featuresThatAreBuiltInJavaAreLimitedBeforeTheyFillTheMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stream.iterate(Features.column("close"), x -> Features.lag(x, 1))
                        .limit(20_000)
                        .forEach(x -> {}))
                .withMessageContaining("nested more than 1000 deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stream.iterate(
                                Features.column("close"), x -> Features.price().minus(x, x))
                        .limit(60)
                        .forEach(x -> {}))
                .withMessageContaining("characters; at most 1048576 are allowed: nest fewer features in one another");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stream.iterate(
                                Features.column("close"), x -> Features.custom("twice", List.of(x), row -> 2 * row[0]))
                        .limit(3_000)
                        .forEach(x -> {}))
                .withMessageContaining("nested more than 1000 deep");
    }

    @Test
    void warmUpsThatAddUpToMoreThanAnySeriesAreRefused() {
        String text = "wilder(".repeat(99) + "close" + ",1000000)".repeat(99);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureRegistry.standard().parse(text))
                .withMessageContaining("rows before its first value");
    }

    /** A fitted feature of features that have the same input in several parts, thirty times in one another. */
    @Test
    void fittingTakesTimeInProportionToThePartsAndNotToTheWaysThroughThem() {
        String text = "close";
        for (int level = 0; level < 30; level++) {
            text = "bollinger(" + text + ",5,2).width";
        }
        TimeSeries bars = TestSeries.bars(1, 400);
        FeaturePipeline pipeline = FeaturePipeline.of(FeatureRegistry.standard().parse("standardScale(" + text + ")"));
        long start = System.nanoTime();
        try {
            assertThat(pipeline.fit(List.of(bars)).fitted()).isTrue();
        } catch (io.forecastj.ForecastException e) {
            assertThat(e).hasMessageContaining("standardScale");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }
}
