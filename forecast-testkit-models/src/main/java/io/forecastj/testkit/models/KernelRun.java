package io.forecastj.testkit.models;

import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FittedFeature;
import io.forecastj.features.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs the kernel of one feature directly over a series, on arrays other than those of the engine. */
final class KernelRun {
    private static final double UNTOUCHED = -7_654_321.125;

    private final Feature feature;
    private final Supplier<Kernel> kernels;
    private final long[] times;
    private final double[][] parts;

    private KernelRun(Feature feature, Supplier<Kernel> kernels, long[] times, double[][] parts) {
        this.feature = feature;
        this.kernels = kernels;
        this.times = times;
        this.parts = parts;
    }

    /**
     * Returns the run, or nothing if the feature has no kernel: a column, or one of several values of another feature.
     */
    static Optional<KernelRun> of(Feature feature, TimeSeries training, TimeSeries series) {
        List<double[]> learning = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        for (Feature part : feature.parts()) {
            if (part.outputs().size() != 1) {
                return Optional.empty();
            }
            FeaturePipeline pipeline = FeaturePipeline.of(part).fit(List.of(training));
            learning.add(values(pipeline, training));
            parts.add(values(pipeline, series));
        }
        int[] slots = IntStream.rangeClosed(1, parts.size()).toArray();
        Supplier<Kernel> kernels;
        if (feature instanceof FittedFeature fitted) {
            double[] parameters = fitted.fit(List.<double[][]>of(learning.toArray(double[][]::new)));
            kernels = () -> fitted.bind(slots.clone(), parameters.clone());
        } else {
            kernels = () -> feature.bind(slots.clone());
        }
        return computes(kernels)
                ? Optional.of(new KernelRun(feature, kernels, series.timestamps(), parts.toArray(double[][]::new)))
                : Optional.empty();
    }

    private static boolean computes(Supplier<Kernel> kernels) {
        try {
            return kernels.get() != null;
        } catch (UnsupportedOperationException column) {
            return false;
        }
    }

    private static double[] values(FeaturePipeline pipeline, TimeSeries series) {
        return Arrays.stream(pipeline.rows(series)).mapToDouble(row -> row[0]).toArray();
    }

    /** Makes a new kernel, in the state before the first row. */
    Kernel kernel() {
        return kernels.get();
    }

    /** Returns the values of every row, written at one index of an array that is otherwise left unchanged. */
    double[][] separately(int at) {
        Kernel kernel = kernel();
        int width = feature.outputs().size();
        double[][] rows = new double[times.length][];
        double[] row = new double[1 + parts.length];
        double[] out = new double[at + width + 2];
        for (int r = 0; r < rows.length; r++) {
            fill(row, r);
            double[] before = row.clone();
            Arrays.fill(out, UNTOUCHED);
            kernel.update(row, out, at);
            if (!Arrays.equals(row, before)) {
                throw new AssertionError(feature.text() + " changed its inputs in row " + r);
            }
            rows[r] = Arrays.copyOfRange(out, at, at + width);
            Arrays.fill(out, at, at + width, UNTOUCHED);
            if (Arrays.stream(out).anyMatch(value -> value != UNTOUCHED)) {
                throw new AssertionError(feature.text() + " wrote outside of the " + width + " values from " + at
                        + " on in row " + r + ": " + Arrays.toString(out));
            }
        }
        return rows;
    }

    /** Returns the values of every row, written into the array of the inputs, as the engine does. */
    double[][] inPlace() {
        Kernel kernel = kernel();
        int at = 1 + parts.length;
        double[][] rows = new double[times.length][];
        double[] slots = new double[at + feature.outputs().size()];
        for (int r = 0; r < rows.length; r++) {
            fill(slots, r);
            kernel.update(slots, slots, at);
            rows[r] = Arrays.copyOfRange(slots, at, slots.length);
        }
        return rows;
    }

    private void fill(double[] row, int r) {
        row[Kernel.TIME] = times[r];
        for (int p = 0; p < parts.length; p++) {
            row[1 + p] = parts[p][r];
        }
    }
}
