package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.ModelLoadException;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformsTest {
    private static final double NAN = Double.NaN;
    private static final TransformFeatures TRANSFORMS = Features.transforms();
    /** The values 0 to 9 and one missing, over two series. */
    private static final List<TimeSeries> TRAINING =
            List.of(TestSeries.column("y", 9, 8, 1, 7, NAN, 3), TestSeries.column("y", 4, 2, 5, 6, 0));

    static Stream<Feature> fitted() {
        return Stream.of(
                TRANSFORMS.standardScale("y"),
                TRANSFORMS.robustScale("y"),
                TRANSFORMS.minMaxScale("y"),
                TRANSFORMS.winsorise("y", 0.1),
                TRANSFORMS.imputeMean("y"),
                TRANSFORMS.imputeMedian("y"));
    }

    @Test
    void scaleByWhatTheTrainingSeriesAreLike() {
        assertThat(after(TRANSFORMS.robustScale("y"), 4.5, 9, NAN)).containsExactly(0, 1, NAN);
        assertThat(after(TRANSFORMS.minMaxScale("y"), 0, 9, 18, NAN)).containsExactly(0, 1, 2, NAN);
        assertThat(after(TRANSFORMS.standardScale("y"), 4.5)).containsExactly(0);
    }

    @Test
    void winsoriseAtTheQuantilesOfTheTrainingSeries() {
        assertThat(after(TRANSFORMS.winsorise("y", 0.1), -100, 5, 100, NAN)).containsExactly(0.9, 5, 8.1, NAN);
        assertThat(after(TRANSFORMS.winsorise("y", 0), -100, 5, 100)).containsExactly(0, 5, 9);
    }

    @Test
    void transformOneValueByNumbersThatAreGiven() {
        assertThat(after(TRANSFORMS.clip("y", -1, 2), -5, 0.5, 7, NAN)).containsExactly(-1, 0.5, 2, NAN);
        assertThat(after(TRANSFORMS.affine("y", 100, 4), 100, 110, NAN)).containsExactly(0, 2.5, NAN);
        assertThat(after(TRANSFORMS.affine("y", 0, 1e-300), 1e300))
                .as("too large for a number")
                .containsExactly(NAN);
        assertThat(after(TRANSFORMS.log1p("y"), 0, -1, NAN)).containsExactly(0, NAN, NAN);
        assertThatThrownBy(() -> TRANSFORMS.clip("y", 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clip(x,low,high): low must not be above high");
        assertThatThrownBy(() -> TRANSFORMS.affine("y", 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void imputeAfterTheFirstValueAlone() {
        assertThat(after(TRANSFORMS.imputeMean("y"), NAN, 1, NAN, NAN)).containsExactly(NAN, 1, 4.5, 4.5);
        assertThat(after(TRANSFORMS.imputeMedian("y"), NAN, 1, NAN, 2)).containsExactly(NAN, 1, 4.5, 2);
    }

    @Test
    void imputeTheLastValueWhileItIsGood() {
        assertThat(after(TRANSFORMS.imputeLast("y", 2), NAN, 1, NAN, NAN, NAN, 5, NAN))
                .containsExactly(NAN, 1, 1, 1, NAN, 5, 5);
    }

    @Test
    void aScaleOfEqualValuesIsOne() {
        List<TimeSeries> flat = List.of(TestSeries.column("y", 3, 3, 3));
        for (Feature feature : List.of(TRANSFORMS.robustScale("y"), TRANSFORMS.minMaxScale("y"))) {
            assertThat(FeaturePipeline.of(feature).fit(flat).rows(TestSeries.column("y", 3, 5)))
                    .isDeepEqualTo(new double[][] {{0}, {2}});
        }
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void areFittedOnTheTrainingSliceAlone(Feature feature) {
        TimeSeries whole = TestSeries.column("y", 9, 8, 1, 7, NAN, 3, 1e9, 2e9, NAN);
        FeaturePipeline trained = FeaturePipeline.of(feature).fit(List.of(whole.head(6)));
        double[][] head = trained.rows(whole.head(6));
        assertThat(Arrays.deepToString(Arrays.copyOf(trained.rows(whole), 6))).isEqualTo(Arrays.deepToString(head));
        assertThat(FeaturePipeline.of(feature).fit(List.of(whole))).isNotEqualTo(trained);
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void refuseATrainingSeriesWithoutValues(Feature feature) {
        assertThatThrownBy(() -> FeaturePipeline.of(feature).fit(List.of(TestSeries.column("y", NAN, NAN))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessage(feature + " needs at least one value in the training series, found none in 1 series");
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void refuseParametersOfAnotherKind(Feature feature) {
        String json = FeaturePipeline.of(feature).fit(TRAINING).toJson();
        String damaged = json.replaceAll("(?s)\" : \\[ [-0-9., E]* \\]\\s*}", "\" : [ 3, 2, 1 ] }");
        assertThat(damaged).isNotEqualTo(json);
        assertThatThrownBy(() -> FeaturePipeline.fromJson(damaged))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(feature.kind())
                .hasMessageContaining("found [3.0, 2.0, 1.0]");
    }

    @Test
    void nest() {
        Feature feature = TRANSFORMS.robustScale(TRANSFORMS.winsorise(TRANSFORMS.imputeLast("y", 1), 0.1));
        assertThat(feature).hasToString("robustScale(winsorise(imputeLast(y,1),0.1))");
        assertThat(after(feature, 5, NAN, NAN))
                .as("trained on 0 to 9 and one more 7, whose median is 5")
                .containsExactly(0, 0, NAN);
    }

    private static double[] after(Feature feature, double... values) {
        FeaturePipeline pipeline = FeaturePipeline.of(feature).fit(TRAINING);
        return Arrays.stream(pipeline.rows(TestSeries.column("y", values)))
                .mapToDouble(row -> row[0])
                .toArray();
    }
}
