package io.forecastj.training.network;

import java.util.List;

/**
 * Linear map with a bias.
 *
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}
 */
record Dense(Weight weight, Weight bias) {
    /** Creates a map that starts as PyTorch's {@code Linear} does: all within 1 / sqrt(in) of zero. */
    static Dense of(String name, int in, int out) {
        return of(name, in, out, 1 / Math.sqrt(in));
    }

    /** Creates a map whose numbers start within a bound of zero. */
    static Dense of(String name, int in, int out, double bound) {
        return new Dense(
                Weight.uniform(name + ".weight", bound, true, out, in),
                Weight.uniform(name + ".bias", bound, false, out));
    }

    /** Creates a map whose matrix starts within a bound of zero and whose bias starts at zero. */
    static Dense withoutBias(String name, int in, int out, double bound) {
        return new Dense(Weight.uniform(name + ".weight", bound, true, out, in), Weight.filled(name + ".bias", 0, out));
    }

    List<Weight> weights() {
        return List.of(weight, bias);
    }

    <T> T on(Ops<T> ops, T x) {
        return ops.linear(x, weight, bias);
    }
}
