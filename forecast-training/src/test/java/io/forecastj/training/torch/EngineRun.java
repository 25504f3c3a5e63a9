package io.forecastj.training.torch;

import io.forecastj.training.network.Batch;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Network;
import java.util.Map;

/**
 * One run of the engine without dropout, for the tests of other packages.
 *
 * @param outputs the outputs of the rows
 * @param loss the loss of the batch
 * @param gradients the gradient of the loss by the names of the weights
 */
public record EngineRun(float[] outputs, double loss, Map<String, float[]> gradients) {
    /** Runs a network that has no places of dropout with given weights. */
    public static EngineRun of(Network network, Loss loss, Batch batch, Map<String, float[]> weights) {
        try (TorchTrainer trainer = TorchTrainer.open(network, loss, TrainerCases.settings(1), () -> false)) {
            trainer.setWeights(weights);
            float[] outputs = trainer.outputs(batch);
            double value = trainer.step(batch, 0);
            return new EngineRun(outputs, value, trainer.gradients());
        }
    }
}
