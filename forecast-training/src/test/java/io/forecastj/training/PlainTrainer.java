package io.forecastj.training;

import io.forecastj.training.network.Batch;
import io.forecastj.training.network.NetworkTrainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line through points in plain Java: the squared error of {@code a x + b}, and steps along its exact gradient. */
final class PlainTrainer implements NetworkTrainer {
    private final float[] slope = {0};
    private final float[] intercept = {0};
    /** The learning rates of all steps. */
    final List<Double> rates = new ArrayList<>();
    /** The sizes of the batches of all steps. */
    final List<Integer> sizes = new ArrayList<>();

    @Override
    public double step(Batch batch, double learningRate) {
        rates.add(learningRate);
        sizes.add(batch.size);
        double loss = 0;
        double bySlope = 0;
        double byIntercept = 0;
        double weights = 0;
        for (int i = 0; i < batch.size; i++) {
            double error = slope[0] * batch.past[i] + intercept[0] - batch.labels[i];
            loss += batch.weights[i] * error * error;
            bySlope += batch.weights[i] * 2 * error * batch.past[i];
            byIntercept += batch.weights[i] * 2 * error;
            weights += batch.weights[i];
        }
        if (Double.isFinite(loss)) {
            slope[0] -= (float) (learningRate * bySlope / weights);
            intercept[0] -= (float) (learningRate * byIntercept / weights);
        }
        return loss / weights;
    }

    @Override
    public double loss(Batch batch) {
        double loss = 0;
        double weights = 0;
        float[] outputs = outputs(batch);
        for (int i = 0; i < batch.size; i++) {
            double error = outputs[i] - batch.labels[i];
            loss += batch.weights[i] * error * error;
            weights += batch.weights[i];
        }
        return loss / weights;
    }

    @Override
    public float[] outputs(Batch batch) {
        float[] outputs = new float[batch.size];
        for (int i = 0; i < batch.size; i++) {
            outputs[i] = slope[0] * batch.past[i] + intercept[0];
        }
        return outputs;
    }

    @Override
    public Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("slope", slope.clone());
        weights.put("intercept", intercept.clone());
        return weights;
    }

    @Override
    public void setWeights(Map<String, float[]> numbers) {
        slope[0] = numbers.get("slope")[0];
        intercept[0] = numbers.get("intercept")[0];
    }

    @Override
    public void close() {}
}
