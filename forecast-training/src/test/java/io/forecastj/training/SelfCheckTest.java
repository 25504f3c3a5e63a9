package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.training.export.OnnxExport;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkTrainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The comparison of an exported network with a trained one, without the engine. */
class SelfCheckTest {
    private static final TimeSeries WAVE = TestSeries.wave(60, 5);
    private static final NeuralPlan PLAN = new NeuralPlan(
            "net",
            Neural.gru().units(3).architecture(),
            Target.level("y"),
            NeuralPlan.features(Target.level("y")),
            FeatureRegistry.standard(),
            6,
            2,
            List.of(),
            List.of(),
            StepCalendar.of(List.of()),
            List.of(),
            null,
            NetworkScaling.WINDOW,
            null,
            false,
            TrainingSettings.defaults(),
            0);

    private final Network network = PLAN.network(6);
    private final OnnxContract contract = new PlanContract(PLAN, PLAN.pipeline(), network, null).unscaled();
    private final ContractExamples examples = ContractExamples.of(contract, List.of(WAVE), PLAN.kinds());
    private final ExampleRows rows =
            TrainingSet.of("net", examples, List.of(WAVE), 0, null).training();
    private final Predictor predictor = Onnx.load(file(), OnnxOptions.defaults());

    private byte[] file() {
        Random random = new Random(1);
        Map<String, float[]> weights = new HashMap<>();
        network.weights().forEach(weight -> weights.put(weight.name(), weight.start(random)));
        return OnnxExport.write(network, weights, contract.toMetadata());
    }

    @AfterEach
    void close() {
        predictor.close();
    }

    private void check(float error) {
        LoadedOnnx served = LoadedOnnx.of(predictor);
        SelfCheck.require("net", new Echo(served, error), network.shape(), served, examples, rows);
    }

    @Test
    void equalAnswersPass() {
        assertThatCode(() -> check(0)).doesNotThrowAnyException();
        assertThatCode(() -> check(0.9e-5f)).doesNotThrowAnyException();
    }

    @Test
    void anAnswerThatDiffersIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> check(3e-5f))
                .isInstanceOf(ForecastException.class)
                .hasMessageMatching(
                        "(?s)the exported network of 'net' answers -?[0-9.E-]+ in row 0 that runs by itself,"
                                + " the trained one -?[0-9.E-]+; they may differ by 1.0E-5.*");
    }

    @Test
    void anAnswerThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> check(Float.NaN))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("the trained one NaN");
    }

    /** A trainer that answers as the exported network does, up to an error. */
    private final class Echo implements NetworkTrainer {
        private final LoadedOnnx served;
        private final float error;

        Echo(LoadedOnnx served, float error) {
            this.served = served;
            this.error = error;
        }

        @Override
        public float[] outputs(Batch batch) {
            int[] series = new int[batch.size];
            int[] origins = new int[batch.size];
            for (int i = 0; i < batch.size; i++) {
                origins[i] = rows.origin((int) ((long) i * rows.size() / batch.size));
            }
            double[][] answers = served.outputs(examples, series, origins, false);
            float[] flat = new float[batch.size * answers[0].length];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = (float) answers[i / answers[0].length][i % answers[0].length] + error;
            }
            return flat;
        }

        @Override
        public double step(Batch batch, double learningRate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double loss(Batch batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, float[]> weights() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setWeights(Map<String, float[]> numbers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
