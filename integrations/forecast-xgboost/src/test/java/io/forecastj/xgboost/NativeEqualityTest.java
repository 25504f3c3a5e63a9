package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.models.regression.Examples;
import io.forecastj.models.xgboost.ModelMargins;
import io.forecastj.models.xgboost.XgBoostModel;
import io.forecastj.models.xgboost.XgBoostObjective;
import io.forecastj.models.xgboost.XgBoostParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java evaluator of a trained model against XGBoost's own, which reads the model's bytes. */
class NativeEqualityTest {
    private static final int MARGINS = 1;
    private static final int ANSWERS = 0;

    static List<XgBoostObjective> objectives() {
        return List.of(
                new XgBoostObjective.SquaredError(),
                new XgBoostObjective.AbsoluteError(),
                new XgBoostObjective.PseudoHuber(0.5),
                new XgBoostObjective.Poisson(),
                new XgBoostObjective.Tweedie(1.4),
                new XgBoostObjective.Quantile(0.8),
                new XgBoostObjective.Binary(),
                new XgBoostObjective.Multiclass(3));
    }

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (XgBoostObjective objective : objectives()) {
            Supplier<XgBoostParameters.Builder> start =
                    () -> ExampleRows.small().objective(objective);
            cases.add(Arguments.of("trees", start.get().build()));
            cases.add(Arguments.of("dart", start.get().dart(0.3).build()));
            cases.add(Arguments.of(
                    "parallel trees",
                    start.get().rounds(3).parallelTrees(4).rowFraction(0.6).build()));
            cases.add(Arguments.of(
                    "by loss",
                    start.get()
                            .leaves(12)
                            .lambdaL1(0.1)
                            .lambdaL2(2)
                            .minGainToSplit(0.01)
                            .build()));
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void sumsEqualThoseOfXgBoostInEveryBit(String booster, XgBoostParameters parameters) {
        XgBoostObjective objective = objectives().stream()
                .filter(one -> parameters
                        .asMap()
                        .get("objective")
                        .equals(one.settings().get("objective")))
                .findFirst()
                .orElseThrow();
        Examples training = ExampleRows.of(objective, 1, 400);
        XgBoostModel model = ExampleRows.fit(parameters, training, null);
        assertThat(model.gainImportance().values()).anyMatch(gain -> gain > 0);
        for (double[][] rows : List.of(training.rows(), ExampleRows.rows(7, 500))) {
            float[] expected = nativeAnswers(model, rows, MARGINS);
            assertThat(ModelMargins.of(model, rows)).as("flat").containsExactly(expected);
            model.compile();
            assertThat(ModelMargins.of(model, rows)).as("compiled").containsExactly(expected);
            double[] answers = new double[expected.length];
            model.predictAll(rows, answers);
            float[] wanted = nativeAnswers(model, rows, ANSWERS);
            for (int i = 0; i < answers.length; i++) {
                assertThat(answers[i]).isEqualTo(wanted[i], within(4.0 * Math.ulp(wanted[i])));
            }
        }
    }

    /** Lets XGBoost read the model and predict. */
    static float[] nativeAnswers(XgBoostModel model, double[][] rows, int option) {
        long[] place = new long[1];
        NativeMatrix.check(XGBoostJNI.XGBoosterCreate(new long[0], place), "create");
        long booster = place[0];
        try (NativeMatrix matrix = NativeMatrix.of(ExampleRows.examples(rows, new double[rows.length]))) {
            NativeMatrix.check(XGBoostJNI.XGBoosterLoadModelFromBuffer(booster, model.bytes()), "load");
            float[][] out = new float[1][];
            NativeMatrix.check(XGBoostJNI.XGBoosterPredict(booster, matrix.handle(), option, 0, out), "predict");
            return out[0];
        } finally {
            XGBoostJNI.XGBoosterFree(booster);
        }
    }
}
