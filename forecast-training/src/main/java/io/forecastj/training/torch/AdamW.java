package io.forecastj.training.torch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019), as
 * {@code torch.optim.AdamW} with its default settings, over the numbers of all weights in one array.
 *
 * <p>For one thread.
 */
final class AdamW {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final float EPSILON = 1e-8f;

    private final FlatWeights weights;
    private final double weightDecay;
    private final double clipNorm;
    private final float[] mean;
    private final float[] square;
    private long steps;

    AdamW(FlatWeights weights, double weightDecay, double clipNorm) {
        this.weights = weights;
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        this.mean = new float[weights.length()];
        this.square = new float[weights.length()];
    }

    /**
     * Makes one step.
     *
     * @param numbers the numbers of the weights, which are changed
     * @param gradient the gradient, not clipped yet
     * @return false if the gradient is not finite, and then nothing is changed
     */
    boolean step(float[] numbers, float[] gradient, double learningRate) {
        double norm = norm(gradient);
        if (!Double.isFinite(norm)) {
            return false;
        }
        steps++;
        float scale = (float) Math.min(1, clipNorm / (norm + 1e-6));
        float rate = (float) (learningRate / (1 - Math.pow(MEAN_DECAY, steps)));
        float root = (float) Math.sqrt(1 - Math.pow(SQUARE_DECAY, steps));
        for (int i = 0; i < weights.count(); i++) {
            int from = weights.offset(i);
            int to = from + weights.size(i);
            float decay = weights.decayed(i) ? (float) (learningRate * weightDecay) : 0;
            update(numbers, gradient, from, to, decay, scale, rate, root);
        }
        return true;
    }

    private void update(
            float[] numbers, float[] gradient, int from, int to, float decay, float scale, float rate, float root) {
        float[] m = mean;
        float[] v = square;
        float gain = (float) (1 - MEAN_DECAY);
        float squareGain = (float) (1 - SQUARE_DECAY);
        float squareDecay = (float) SQUARE_DECAY;
        for (int i = from; i < to; i++) {
            float g = gradient[i] * scale;
            float mi = m[i] + (g - m[i]) * gain;
            float vi = v[i] * squareDecay + g * g * squareGain;
            m[i] = mi;
            v[i] = vi;
            numbers[i] -= numbers[i] * decay + rate * mi / ((float) Math.sqrt(vi) / root + EPSILON);
        }
    }

    private static double norm(float[] gradient) {
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        return Math.sqrt(sum);
    }
}
