package io.forecastj.training;

import io.forecastj.FitListener;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognizer;
import java.util.List;
import java.util.Objects;

/**
 * Trainer of networks that recognise candlestick patterns: convolutions over the last bars, whose labels are what
 * {@link io.forecastj.features.PatternFeatures} find in the same bars.
 *
 * <p>Immutable and thread-safe; a {@link Builder} is not. Who needs these patterns should take the features, which are
 * exact and faster: this trainer shows how a recognizer is taught, and its recognizer answers with probabilities. The
 * network reads open, high, low, close and volume of the last bars, prices and volume each scaled by the window.
 *
 * <p>Most patterns are rare, so the network learns from bars in a new order: drawn at random from the series and
 * chained, each moving from the close before as it did there. The features define patterns for bars in any order. The
 * bars as they were choose the epoch. With the defaults, a fit takes some minutes on a CPU.
 *
 * <pre>{@code
 * try (PatternRecognizer recognizer = PatternCnn.builder().build().fit(bars)) {
 *     System.out.println(recognizer.recognize(bars));
 *     Onnx.write(recognizer, Path.of("patterns.onnx"));
 * }
 * }</pre>
 */
public final class PatternCnn {
    private final Architecture architecture;
    private final int lookback;
    private final int chained;
    private final TrainingSettings training;

    private PatternCnn(Builder builder) {
        this.architecture = builder.convolutions.architecture();
        this.lookback = builder.lookback;
        this.chained = builder.chained;
        this.training = builder.training;
    }

    /**
     * Starts the settings.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Trains a network on the bars of one series.
     *
     * @param bars the series
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.InvalidSeriesException if the series lacks a column
     * @throws io.forecastj.InsufficientHistoryException if there are too few bars without missing values
     * @throws io.forecastj.ForecastException if the training diverges, the engine's native library is missing, or the
     *     exported network answers otherwise than the trained one
     */
    public PatternRecognizer fit(TimeSeries bars) {
        return fit(List.of(bars), FitListener.NONE);
    }

    /**
     * Trains a network on the bars of several series.
     *
     * @param bars the series, at least one, each with the columns open, high, low, close and volume
     * @param listener receives progress for every epoch and may cancel
     * @return a new recognizer; the caller closes it
     * @throws IllegalArgumentException if there is no series
     * @throws io.forecastj.InvalidSeriesException if a series lacks a column
     * @throws io.forecastj.InsufficientHistoryException if there are too few bars without missing values
     * @throws io.forecastj.ForecastException if the training diverges, the engine's native library is missing, or the
     *     exported network answers otherwise than the trained one
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public PatternRecognizer fit(List<TimeSeries> bars, FitListener listener) {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("patterns need at least one series of bars to train on, found none");
        }
        return new PatternFit(architecture, lookback, chained, training, List.copyOf(bars), listener).run();
    }

    @Override
    public String toString() {
        return "patterns in " + lookback + " bars by " + architecture + ", " + training;
    }

    /** Collects the settings; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {
        private final ConvolutionalBuilder convolutions =
                new ConvolutionalBuilder().pooling(false).hidden(128);
        private int lookback = 20;
        private int chained = 60_000;
        private TrainingSettings training = TrainingSettings.builder()
                .epochs(14)
                .learningRate(LearningRate.constant(2e-3))
                .build();

        private Builder() {}

        /**
         * Sets the filters of each layer, from the first to the last.
         *
         * @param filters the numbers, each at least 1; default 32, 64 and 128
         * @return this builder
         */
        public Builder filters(int... filters) {
            convolutions.filters(filters);
            return this;
        }

        /**
         * Sets the bars that a filter reads.
         *
         * @param bars the number, at least 1; default 3
         * @return this builder
         */
        public Builder kernel(int bars) {
            convolutions.kernel(bars);
            return this;
        }

        /**
         * Sets the units of a hidden layer between the convolutions and the patterns.
         *
         * @param units the number, or 0 for no such layer; default 128
         * @return this builder
         */
        public Builder hidden(int units) {
            convolutions.hidden(units);
            return this;
        }

        /**
         * Sets the number of bars that the network reads.
         *
         * @param bars the number, at least the 13 that the features look at and at most 1,000; default 20
         * @return this builder
         */
        public Builder lookback(int bars) {
            this.lookback = bars;
            return this;
        }

        /**
         * Sets the number of bars in a new order to learn from.
         *
         * @param bars the number, or 0 to learn from the bars as they are; default 60,000
         * @return this builder
         */
        public Builder chainedBars(int bars) {
            this.chained = bars;
            return this;
        }

        /**
         * Sets the settings of the training. With bars in a new order, all bars as they are choose the epoch, unless
         * {@link TrainingSettings#validation()} is 0.
         *
         * @param settings the settings; default 14 epochs at the learning rate 0.002
         * @return this builder
         */
        public Builder training(TrainingSettings settings) {
            this.training = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the trainer
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public PatternCnn build() {
            SettingChecks.require(
                    lookback >= PatternFit.LEAST_LOOKBACK && lookback <= 1_000,
                    "lookback",
                    "from " + PatternFit.LEAST_LOOKBACK + " to 1,000",
                    lookback);
            SettingChecks.require(
                    chained >= 0 && chained <= 10_000_000, "chainedBars", "from 0 to 10,000,000", chained);
            return new PatternCnn(this);
        }
    }
}
