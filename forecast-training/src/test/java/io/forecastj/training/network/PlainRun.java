package io.forecastj.training.network;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs of networks by {@link PlainOps}, for the tests of other packages. */
public final class PlainRun {
    private PlainRun() {}

    /**
     * Returns the output of a network, {@code [batch, ...]}.
     *
     * @param numbers the inputs past, future and attributes as far as there are any, and the masks by name
     */
    public static double[] output(
            Network network, int batch, Map<String, float[]> weights, Map<String, float[]> numbers) {
        return result(network, batch, weights, numbers).values();
    }

    /** Returns the shape of the output of a network for one row. */
    public static int[] shape(Network network, Map<String, float[]> weights, Map<String, float[]> numbers) {
        return result(network, 1, weights, numbers).shape();
    }

    private static PlainTensor result(
            Network network, int batch, Map<String, float[]> weights, Map<String, float[]> numbers) {
        NetworkShape shape = network.shape();
        PlainTensor past = PlainTensor.of(numbers.get("past"), batch, shape.lookback(), shape.features());
        @Nullable
        PlainTensor future = shape.futureColumns() == 0
                ? null
                : PlainTensor.of(numbers.get("future"), batch, shape.horizon(), shape.futureColumns());
        @Nullable
        PlainTensor attributes =
                shape.attributes() == 0 ? null : PlainTensor.of(numbers.get("attributes"), batch, shape.attributes());
        return network.output(new PlainOps(batch, weights, numbers), new NetworkInputs<>(past, future, attributes));
    }
}
