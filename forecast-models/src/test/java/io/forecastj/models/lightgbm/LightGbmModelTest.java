package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.PredictorClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LightGbmModelTest {
    private final LightGbmModel model = TestModels.model(11);
    private final double[][] rows = TestModels.rows(12, 300, LightGbmText.parse(model.text()));

    @Test
    void aSavedModelAnswersAlikeAndHasTheSameNamesAndText(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.txt"), model.text());
        LightGbmModel loaded = LightGbm.load(file);
        assertThat(loaded.features()).isEqualTo(TestModels.FEATURES);
        assertThat(loaded.text()).isEqualTo(model.text());
        assertThat(loaded.kind()).isEqualTo("lightgbm");
        assertThat(loaded.engine()).isEqualTo(Engine.JAVA);
        assertThat(loaded.gainImportance()).isEqualTo(model.gainImportance());
        for (double[] row : rows) {
            assertThat(loaded.predict(row)).isEqualTo(model.predict(row));
        }
    }

    @Test
    void aBatchAnswersAsTheRowsDo() {
        double[] out = new double[rows.length];
        model.predictAll(rows, out);
        try (LightGbmModel nativeModel = model.withEngine(Engine.NATIVE)) {
            double[] nativeOut = new double[rows.length];
            nativeModel.predictAll(rows, nativeOut);
            assertThat(nativeOut).containsExactly(out);
        }
        for (int i = 0; i < rows.length; i++) {
            assertThat(out[i]).isEqualTo(model.predict(rows[i]));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void eightThreadsGetTheSameAnswers(Engine engine) throws Exception {
        double[] expected = new double[rows.length];
        model.predictAll(rows, expected);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (LightGbmModel shared = model.withEngine(engine)) {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                wrong.add(pool.submit(() -> {
                    int count = 0;
                    for (int pass = 0; pass < 20; pass++) {
                        for (int i = 0; i < rows.length; i++) {
                            count += shared.predict(rows[i]) == expected[i] ? 0 : 1;
                        }
                    }
                    return count;
                }));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void closingANativeModelWhileOthersPredictEndsTheirCallsCleanly() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        double expected = model.predict(rows[0]);
        try {
            for (int round = 0; round < 20; round++) {
                LightGbmModel shared = model.withEngine(Engine.NATIVE);
                CountDownLatch running = new CountDownLatch(4);
                List<Future<Boolean>> callers = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    callers.add(pool.submit(() -> predictUntilClosed(shared, running, expected)));
                }
                running.await();
                shared.close();
                shared.close();
                for (Future<Boolean> caller : callers) {
                    assertThat(caller.get())
                            .as("all answers before the close were right")
                            .isTrue();
                }
                assertThatThrownBy(() -> shared.predict(rows[0])).isInstanceOf(PredictorClosedException.class);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean predictUntilClosed(LightGbmModel shared, CountDownLatch running, double expected) {
        boolean right = true;
        boolean first = true;
        while (true) {
            try {
                right &= shared.predict(rows[0]) == expected;
            } catch (PredictorClosedException e) {
                return right;
            }
            if (first) {
                running.countDown();
                first = false;
            }
        }
    }

    @Test
    void closingAJavaModelDoesNothing() {
        double expected = model.predict(rows[0]);
        model.close();
        assertThat(model.predict(rows[0])).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void rowsOfAnotherLengthAreRefused(Engine engine) {
        try (LightGbmModel it = model.withEngine(engine)) {
            for (int length : new int[] {0, 5, 7}) {
                double[] row = new double[length];
                assertThatThrownBy(() -> it.predict(row))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected a row of 6 values")
                        .hasMessageContaining("found " + length);
                assertThatThrownBy(() -> it.predictAll(new double[][] {rows[0], row}, new double[2]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> model.predict(rows[0], new double[2], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predict(rows[0], new double[2], -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predictAll(rows, new double[rows.length - 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected room for 300 outputs");
    }

    @Test
    void aModelOfSeveralOutputsHasNoSingleAnswer() {
        LightGbmParameters parameters =
                TestModels.settings().objective(new Objective.Multiclass(3)).build();
        LightGbmModel classes =
                TestModels.train(parameters, TestModels.examples(1, 300, false, parameters.objective()));
        assertThatThrownBy(() -> classes.predict(rows[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 outputs");
        double[] out = new double[5];
        classes.predict(rows[0], out, 1);
        assertThat(out[0]).isZero();
        assertThat(out[4]).isZero();
        assertThat(out[1] + out[2] + out[3]).isCloseTo(1, within(1e-12));
    }

    @Test
    void importancesCountEverySplit() {
        double splits = model.splitImportance().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double nodes = LightGbmText.parse(model.text()).trees().stream()
                .mapToInt(tree -> tree.feature().length)
                .sum();
        assertThat(splits).isEqualTo(nodes);
        assertThat(model.gainImportance().keySet()).containsExactlyElementsOf(TestModels.FEATURES);
        assertThat(model.gainImportance().values()).allMatch(gain -> gain >= 0);
    }
}
