package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LightGbmParametersTest {
    private static void refused(Consumer<LightGbmParameters.Builder> change, String... messages) {
        LightGbmParameters.Builder builder = LightGbm.parameters();
        assertThatThrownBy(() -> {
                    change.accept(builder);
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(messages);
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        refused(b -> b.rounds(0), "'rounds'", "at least 1", "found 0");
        refused(b -> b.learningRate(0), "'learningRate'", "found 0.0");
        refused(b -> b.learningRate(Double.NaN), "'learningRate'", "found NaN");
        refused(b -> b.leaves(1), "'leaves'", "2 to 131072");
        refused(b -> b.maxDepth(0), "'maxDepth'");
        refused(b -> b.minLeafRows(0), "'minLeafRows'");
        refused(b -> b.bagging(0, 1), "'bagging fraction'");
        refused(b -> b.bagging(1.1, 1), "'bagging fraction'");
        refused(b -> b.bagging(0.5, -1), "'bagging frequency'");
        refused(b -> b.featureFraction(0), "'featureFraction'");
        refused(b -> b.lambdaL1(-1), "'lambdaL1'");
        refused(b -> b.lambdaL2(Double.POSITIVE_INFINITY), "'lambdaL2'");
        refused(b -> b.minGainToSplit(-1), "'minGainToSplit'");
        refused(b -> b.maxBin(1), "'maxBin'");
        refused(b -> b.threads(0), "'threads'", "at least 1");
        refused(b -> b.earlyStoppingRounds(-1), "'earlyStoppingRounds'");
        refused(b -> b.monotone(Map.of("a", 2)), "'monotone'", "'a'", "found 2");
        refused(b -> b.objective(new Objective.Huber(0)), "'huber alpha'");
        refused(b -> b.objective(new Objective.Tweedie(2)), "'tweedie power'");
        refused(b -> b.objective(new Objective.Quantile(1)), "'quantile alpha'");
        refused(b -> b.objective(new Objective.Multiclass(1)), "'multiclass classes'");
    }

    @Test
    void settingsThatDoNotGoTogetherAreNamed() {
        refused(b -> b.boosting(Boosting.RF), "'boosting'", "bagging");
        refused(b -> b.boosting(Boosting.GOSS).bagging(0.5, 1), "'bagging'", "GOSS");
        refused(b -> b.boosting(Boosting.DART).earlyStoppingRounds(5), "'earlyStoppingRounds'", "DART");
        refused(b -> b.monotone(Map.of("a", 1)).objective(new Objective.AbsoluteError()), "'monotone'");
        refused(b -> b.monotone(Map.of("a", 1)).categorical("a"), "'monotone'", "categorical");
    }

    @Test
    void equalSettingsAreEqual() {
        LightGbmParameters one =
                LightGbm.parameters().categorical("b", "a").seed(3).build();
        LightGbmParameters same =
                LightGbm.parameters().seed(3).categorical("a", "b").build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(LightGbm.parameters().build());
        assertThat(one).hasToString(one.asMap().toString());
    }

    @Test
    void featuresGoToNativeCodeByNumber() {
        LightGbmParameters parameters = LightGbm.parameters()
                .categorical("c", "b")
                .monotone(Map.of("a", -1))
                .build();
        assertThat(parameters.nativeSettings(List.of("a", "b", "c"), 3).split(" "))
                .contains(
                        "categorical_feature=1,2",
                        "monotone_constraints=-1,0,0",
                        "deterministic=true",
                        "num_threads=3");
        assertThat(parameters.asMap())
                .containsEntry("early_stopping_round", "50")
                .doesNotContainKey("num_threads");
    }
}
