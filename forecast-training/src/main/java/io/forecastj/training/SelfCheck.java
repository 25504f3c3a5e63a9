package io.forecastj.training;

import io.forecastj.ForecastException;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.NetworkTrainer;

/**
 * Comparison of what serves with what was trained: the runner of the exported file against the engine, on the same
 * rows. Stateless and thread-safe.
 */
final class SelfCheck {
    private static final int ROWS = 32;
    private static final double TOLERANCE = 1e-5;

    private SelfCheck() {}

    /**
     * Compares the answers for rows spread over all of a source, one by one and together.
     *
     * @param served the exported network
     * @throws ForecastException if two numbers differ by more than 1e-5 of the greater of 1 and the engine's; the
     *     message has both
     */
    static void require(
            String name,
            NetworkTrainer trainer,
            NetworkShape shape,
            LoadedOnnx served,
            ContractExamples examples,
            ExampleRows rows) {
        int count = Math.min(ROWS, rows.size());
        int[] chosen = new int[count];
        int[] series = new int[count];
        int[] origins = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ((long) i * rows.size() / count);
            series[i] = rows.series(chosen[i]);
            origins[i] = rows.origin(chosen[i]);
        }
        Batch batch = new Batch(shape, count);
        rows.read(chosen, 0, count, batch);
        float[] trained = trainer.outputs(batch);
        compare(name, trained, served.outputs(examples, series, origins, false), "by itself");
        compare(name, trained, served.outputs(examples, series, origins, true), "in a batch of " + count);
    }

    private static void compare(String name, float[] trained, double[][] served, String how) {
        int at = 0;
        for (int row = 0; row < served.length; row++) {
            for (double answer : served[row]) {
                double expected = trained[at++];
                // written so that NaN is a difference too
                if (!(Math.abs(answer - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
                    throw new ForecastException("the exported network of '" + name + "' answers " + answer
                            + " in row " + row + " that runs " + how + ", the trained one " + expected
                            + "; they may differ by " + TOLERANCE + ". Train again with"
                            + " another seed, and report this with both numbers");
                }
            }
        }
        if (at != trained.length) {
            throw new ForecastException("the exported network of '" + name + "' answers " + at + " numbers, the trained"
                    + " one " + trained.length);
        }
    }
}
