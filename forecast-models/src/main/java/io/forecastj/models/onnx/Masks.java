package io.forecastj.models.onnx;

import java.util.List;
import java.util.Random;

/** Draws dropout masks. */
final class Masks {
    private Masks() {}

    /**
     * Draws the masks of all samples. Uses {@link Random}, whose numbers for a seed are the same in every Java version.
     *
     * @return for each mask of the contract, the samples one after the other
     */
    static double[][] draw(List<InputSpec.Mask> masks, int samples, long seed) {
        Random random = new Random(seed);
        return masks.stream().map(mask -> draw(mask, samples, random)).toArray(double[][]::new);
    }

    private static double[] draw(InputSpec.Mask mask, int samples, Random random) {
        int width = mask.shape().stream().reduce(1, Math::multiplyExact);
        double[] drawn = new double[Math.multiplyExact(samples, width)];
        double kept = 1 / (1 - mask.rate());
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextDouble() < mask.rate() ? 0 : kept;
        }
        return drawn;
    }
}
