package io.forecastj.models.auto;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Account of a fit of {@link Auto}: what it found in the data, the members that it tried, and how it combined them.
 *
 * <p>Immutable and thread-safe. {@link #toString} gives the whole account as a table.
 */
public final class AutoReport {
    private final String data;
    private final List<Tried> tried;
    private final String combination;
    private final int windows;
    private final double error;
    private final Duration time;

    AutoReport(String data, List<Tried> tried, String combination, int windows, double error, Duration time) {
        this.data = data;
        this.tried = List.copyOf(tried);
        this.combination = combination;
        this.windows = windows;
        this.error = error;
        this.time = time;
    }

    /**
     * Candidate that was tried.
     *
     * <p>Immutable and thread-safe.
     */
    public static final class Tried {
        private final String name;
        private final double error;
        private final double weight;
        private final Duration time;
        private final String note;

        Tried(String name, double error, double weight, Duration time, String note) {
            this.name = name;
            this.error = error;
            this.weight = weight;
            this.time = time;
            this.note = note;
        }

        /** {@return the name of the forecaster} */
        public String name() {
            return name;
        }

        /**
         * Returns its mean error in the windows: half of sMAPE and half of MASE, each relative to the seasonal naive
         * forecast's; where values may be 0 or negative, only MASE.
         *
         * @return the error, at least 0; NaN if it was not compared, or cannot be fitted to all rows
         */
        public double error() {
            return error;
        }

        /** {@return the mean of its weights over all series, from 0 to 1, without its part in the median} */
        public double weight() {
            return weight;
        }

        /** {@return the time of its fits and forecasts in the windows} */
        public Duration time() {
            return time;
        }

        /** {@return the reason for which it was left out, or an empty text for a member} */
        public String note() {
            return note;
        }

        /** {@return whether it is a member} */
        public boolean used() {
            return note.isEmpty();
        }

        @Override
        public String toString() {
            return name
                    + (used() ? String.format(Locale.ROOT, ", error %.4f, weight %.2f", error, weight) : ": " + note);
        }
    }

    /** {@return the properties of the training series, in words} */
    public String data() {
        return data;
    }

    /** {@return the candidates in the order in which they were tried, and the median of the members; unmodifiable} */
    public List<Tried> tried() {
        return tried;
    }

    /** {@return the rule that made the weights, or the reason for a single model without a comparison, in words} */
    public String combination() {
        return combination;
    }

    /** {@return the number of windows that the training series have for a comparison} */
    public int windows() {
        return windows;
    }

    /** {@return the error of combinations in windows that had no influence on them; NaN without a comparison} */
    public double error() {
        return error;
    }

    /** {@return the time of the whole fit} */
    public Duration time() {
        return time;
    }

    /** Returns the names of the members, joined. */
    String usedText() {
        return tried.stream()
                .filter(one -> one.used() && !one.name.equals("median"))
                .map(Tried::name)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(data)
                .append(String.format(
                        Locale.ROOT,
                        "%n%s, forecast by %s: error %.4f, %.1f s%n",
                        windows == 1 ? "1 window" : windows + " windows",
                        combination,
                        error,
                        time.toMillis() / 1000.0))
                .append(String.format(Locale.ROOT, "%-28s %8s %8s %8s%n", "candidate", "error", "weight", "seconds"));
        for (Tried one : tried) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-28s %8.4f %8.2f %8.2f %s%n",
                    one.name,
                    one.error,
                    one.weight,
                    one.time.toMillis() / 1000.0,
                    one.note));
        }
        return text.toString();
    }
}
