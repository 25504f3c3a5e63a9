package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedTest {
    private static final TimeSeries SERIES = TestSeries.column("y", 1, 4, 9);

    @Test
    void aNameIsTheColumnsAndNothingElse() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.named("change", Features.difference("y", 1)),
                Features.named("now", Features.column("y")),
                Features.difference("y", 1));
        assertThat(pipeline.columns()).containsExactly("change", "now", "difference(y,1)");
        assertThat(pipeline.inputs()).containsExactly("y");
        assertThat(pipeline.rows(SERIES)[2]).containsExactly(5, 9, 5);
        assertThat(pipeline.kernels()).as("the lag and the difference").isEqualTo(2);
        assertThat(pipeline.warmup()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROC5", "_x", "two words", "a=b", "say \"so\"", "5"})
    void isReadBackFromItsTextAndFromJson(String name) {
        Feature feature =
                Features.named(name, Features.trend().macd("y", 2, 3, 2).output("signal"));
        assertThat(feature.text()).endsWith("=macd(y,2,3,2).signal");
        assertThat(Features.parse(feature.text())).isEqualTo(feature).hasToString(feature.text());
        FeaturePipeline pipeline = FeaturePipeline.of(feature);
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
        assertThat(pipeline.columns()).containsExactly(name);
    }

    @Test
    void theHashKnowsTheFeatureBehindTheName() {
        String lag =
                FeaturePipeline.of(Features.named("a", Features.lag("y", 1))).schemaHash();
        assertThat(FeaturePipeline.of(Features.named("a", Features.lag("y", 2))).schemaHash())
                .isNotEqualTo(lag);
        assertThat(FeaturePipeline.of(Features.named("b", Features.lag("y", 1))).schemaHash())
                .isNotEqualTo(lag);
        assertThat(FeaturePipeline.of(Features.lag("y", 1)).schemaHash()).isNotEqualTo(lag);
    }

    @Test
    void isTheFeatureAloneWhereItIsAnInput() {
        Feature named = Features.named("a", Features.difference("y", 1));
        assertThat(Features.lag(named, 2)).hasToString("lag(difference(y,1),2)");
        assertThat(Features.named("b", named)).hasToString("b=difference(y,1)");
        Feature own = Features.custom("own", List.of(named), new double[0], 0, in -> new Pass(in[0]));
        assertThat(own).hasToString("own(difference(y,1))");
    }

    @Test
    void keepsFittedParameters() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                        Features.named("scaled", Features.standardScale(Features.column("y"))))
                .fit(List.of(SERIES));
        assertThat(pipeline.fitted()).isTrue();
        assertThat(FeaturePipeline.fromJson(pipeline.toJson()).rows(SERIES)).isDeepEqualTo(pipeline.rows(SERIES));
    }

    @Test
    void refusesNamesThatSayNothing() {
        assertThatThrownBy(() -> Features.named("", Features.column("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of y must not be empty");
        assertThatThrownBy(() -> Features.named("m", Features.trend().macd("y", 2, 3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name 'm' is for one value; choose one of the outputs [line, signal, histogram] of"
                        + " macd(y,2,3,2)");
        assertThatThrownBy(() -> Features.parse("m=macd(y,2,3,2)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("feature 'm=macd(y,2,3,2)', character 2: the name 'm' is for one value");
        assertThatThrownBy(() -> Features.parse("lag(a=y,1)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character 6: expected ',', found '='");
        assertThatThrownBy(() -> FeaturePipeline.of(
                        Features.named("a", Features.column("y")), Features.named("a", Features.lag("y", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the feature a occurs twice; name it once");
    }
}
