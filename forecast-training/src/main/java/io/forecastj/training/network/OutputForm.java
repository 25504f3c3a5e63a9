package io.forecastj.training.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Form of a network's output.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface OutputForm {
    /** Returns the number of elements of a row. */
    int size();

    /** Returns the sizes of the axes after the batch. */
    int[] shape();

    /** One value for each step: {@code [steps]}. */
    record Points(int steps) implements OutputForm {
        @Override
        public int size() {
            return steps;
        }

        @Override
        public int[] shape() {
            return new int[] {steps};
        }
    }

    /**
     * Quantiles of increasing levels for each step: {@code [steps, levels]}; they do not cross. Networks take any
     * levels; the runner takes its point from the level 0.5, so what builds a forecaster adds that level.
     */
    record Quantiles(int steps, double[] levels) implements OutputForm {
        /** Copies the levels. */
        public Quantiles {
            levels = levels.clone();
        }

        @Override
        public double[] levels() {
            return levels.clone();
        }

        @Override
        public int size() {
            return steps * levels.length;
        }

        @Override
        public int[] shape() {
            return new int[] {steps, levels.length};
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Quantiles that && steps == that.steps && Arrays.equals(levels, that.levels);
        }

        @Override
        public int hashCode() {
            return 31 * steps + Arrays.hashCode(levels);
        }
    }

    /** Logits of exclusive classes for each step: {@code [steps, classes]}. */
    record Classes(int steps, int classes) implements OutputForm {
        @Override
        public int size() {
            return steps * classes;
        }

        @Override
        public int[] shape() {
            return new int[] {steps, classes};
        }
    }

    /** Logits of labels of which any number may hold: {@code [labels]}. */
    record Labels(int labels) implements OutputForm {
        @Override
        public int size() {
            return labels;
        }

        @Override
        public int[] shape() {
            return new int[] {labels};
        }
    }
}
