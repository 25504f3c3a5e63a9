package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class XgBoostParametersTest {
    private static void refused(Consumer<XgBoostParameters.Builder> change, String... messages) {
        XgBoostParameters.Builder builder = XgBoost.parameters();
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
        refused(b -> b.learningRate(1e-60), "'learningRate'", "found 1.0E-60");
        refused(b -> b.maxDepth(0), "'maxDepth'", "1 to 64");
        refused(b -> b.leaves(1), "'leaves'", "2 to 131072");
        refused(b -> b.minChildWeight(-1), "'minChildWeight'");
        refused(b -> b.rowFraction(0), "'rowFraction'");
        refused(b -> b.rowFraction(1.1), "'rowFraction'");
        refused(b -> b.featureFraction(0), "'featureFraction'");
        refused(b -> b.lambdaL1(-1), "'lambdaL1'");
        refused(b -> b.lambdaL2(1e39), "'lambdaL2'", "finite as a 32-bit float");
        refused(b -> b.minGainToSplit(Double.NaN), "'minGainToSplit'");
        refused(b -> b.maxBin(1), "'maxBin'");
        refused(b -> b.dart(1), "'dart'", "below 1");
        refused(b -> b.parallelTrees(0), "'parallelTrees'");
        refused(b -> b.threads(0), "'threads'", "at least 1");
        refused(b -> b.earlyStoppingRounds(-1), "'earlyStoppingRounds'");
        refused(b -> b.objective(new XgBoostObjective.PseudoHuber(0)), "'pseudo-Huber slope'");
        refused(b -> b.objective(new XgBoostObjective.Tweedie(1)), "'tweedie power'");
        refused(b -> b.objective(new XgBoostObjective.Quantile(1)), "'quantile alpha'");
        refused(b -> b.objective(new XgBoostObjective.Quantile(Double.NaN)), "'quantile alpha'");
        refused(b -> b.objective(new XgBoostObjective.Multiclass(1)), "'multiclass classes'");
    }

    @Test
    void settingsThatDoNotGoTogetherAreNamed() {
        refused(b -> b.parallelTrees(2), "'parallelTrees'", "rowFraction");
        refused(b -> b.dart(0.1).earlyStoppingRounds(5), "'earlyStoppingRounds'", "dart");
    }

    @Test
    void settingsHaveXgBoostsNames() {
        assertThat(XgBoost.parameters().build().asMap())
                .containsEntry("booster", "gbtree")
                .containsEntry("grow_policy", "depthwise")
                .containsEntry("max_depth", "6")
                .containsEntry("num_boost_round", "300")
                .containsEntry("early_stopping_rounds", "50");
        assertThat(XgBoost.parameters()
                        .leaves(31)
                        .dart(0.1)
                        .objective(new XgBoostObjective.Tweedie(1.2))
                        .build()
                        .asMap())
                .containsEntry("booster", "dart")
                .containsEntry("rate_drop", "0.1")
                .containsEntry("grow_policy", "lossguide")
                .containsEntry("max_leaves", "31")
                .containsEntry("max_depth", "0")
                .containsEntry("tweedie_variance_power", "1.2")
                .containsEntry("early_stopping_rounds", "0");
    }

    @Test
    void equalSettingsAreEqual() {
        XgBoostParameters one = XgBoost.parameters().rowFraction(0.5).seed(3).build();
        XgBoostParameters same = XgBoost.parameters().seed(3).rowFraction(0.5).build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(XgBoost.parameters().build());
        assertThat(one)
                .isNotEqualTo(
                        XgBoost.parameters().rowFraction(0.5).seed(3).threads(2).build());
        assertThat(one).hasToString(one.asMap().toString());
    }

    @Test
    void onlyLabelsOfAnUnusualSpreadAreWeighted() {
        assertThat(scale(1, null).exponent()).isZero();
        assertThat(scale(1e6, null).exponent()).isZero();
        assertThat(scale(1e-4, null).exponent()).isEqualTo(28);
        assertThat(scale(1e14, null).exponent()).isEqualTo(-90);
        // a label without weight is not seen
        assertThat(scale(1e-4, new double[] {1, 1, 0}).exponent()).isEqualTo(27);
        Examples plain = examples(1, null);
        assertThat(new LossScale(0, 0).apply(plain)).isSameAs(plain);
        assertThat(new LossScale(3, 0).apply(plain).weights()).containsExactly(8, 8, 8);
        assertThat(new LossScale(-1, 0)
                        .apply(examples(1, new double[] {1, 2, 3}))
                        .weights())
                .containsExactly(0.5, 1, 1.5);
        assertThat(new LossScale(2, 0).apply(Map.of("lambda", "1.5", "max_depth", "6")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("lambda", "6.0", "max_depth", "6"));
        assertThat(LossScale.of(new XgBoostObjective.AbsoluteError(), examples(1e-4, null))
                        .exponent())
                .isZero();
    }

    @Test
    void onlyWeightsFarFromOneAreScaledAndTheSettingsAreNot() {
        assertThat(scale(1, new double[] {1 / 8.0, 1 / 8.0, 0}).ofWeights()).isZero();
        assertThat(scale(1, new double[] {2_047, 2_047, 0}).ofWeights()).isZero();
        LossScale small = scale(1, new double[] {1 / 400.0, 1 / 400.0, 1 / 400.0});
        assertThat(small).isEqualTo(new LossScale(0, 9));
        assertThat(small.apply(Map.of("lambda", "1.5"))).containsEntry("lambda", "1.5");
        assertThat(small.apply(examples(1, new double[] {1 / 512.0, 0, 1 / 256.0}))
                        .weights())
                .containsExactly(1, 0, 2);
        assertThat(scale(1, new double[] {3e37, 3e37, 3e37}).ofWeights()).isEqualTo(-124);
    }

    private static LossScale scale(double unit, double[] weights) {
        return LossScale.of(new XgBoostObjective.SquaredError(), examples(unit, weights));
    }

    private static Examples examples(double unit, double[] weights) {
        double[] labels = Arrays.stream(new double[] {-1, 1, 0})
                .map(label -> unit * label)
                .toArray();
        return new Examples(List.of("x"), new double[3][1], labels, weights);
    }
}
