package io.forecastj.signal;

import io.forecastj.Forecast;
import io.forecastj.MessageText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The forecast return at one step, before costs, with bounds of its probabilities. */
sealed interface Outlook {
    /** The expected return before costs; NaN if there is none. */
    double grossReturn();

    /** A lower bound of the probability that the return exceeds a hurdle. */
    double above(double hurdle);

    /** A lower bound of the probability that the return is below the negative hurdle. */
    double below(double hurdle);

    /** A lower bound of the probability that the return is between the negative hurdle and the hurdle. */
    double within(double hurdle);

    /** True if the forecast has a value at the step. */
    boolean known();

    /** A copy with a return added. */
    Outlook moved(double tilt);

    /** The forecast as the start of a sentence. */
    String text();

    /** True if the most probable class decides because no return is known. */
    default boolean byClassAlone() {
        return false;
    }

    /** The classes of the forecast; empty for values. */
    default List<String> classes() {
        return List.of();
    }

    static Outlook of(Forecast forecast, String target, int step, double lastPrice, double typicalMove) {
        if (!forecast.classes().isEmpty()) {
            return Classes.of(forecast.probabilities(step), target, step, typicalMove);
        }
        double point = forecast.point(target, step);
        double[] levels = forecast.levels();
        double[] quantiles = Arrays.stream(levels)
                .map(level -> forecast.quantile(target, step, level) / lastPrice - 1)
                .toArray();
        // one target may lack the quantiles that another one has
        boolean missing = Arrays.stream(quantiles).anyMatch(Double::isNaN);
        return new Values(
                point / lastPrice - 1,
                missing ? new double[0] : levels,
                missing ? new double[0] : quantiles,
                String.format(
                        Locale.ROOT, "%s is forecast at %.6g at step %d, last %.6g", target, point, step, lastPrice),
                0);
    }

    /** Values, with quantiles of the return or none; {@code tilt} is the return that patterns have added. */
    record Values(double forecastReturn, double[] levels, double[] quantiles, String text, double tilt)
            implements Outlook {
        @Override
        public double grossReturn() {
            return forecastReturn + tilt;
        }

        @Override
        public double above(double hurdle) {
            return 1 - bounds().most(hurdle - tilt);
        }

        @Override
        public double below(double hurdle) {
            return bounds().least(-hurdle - tilt);
        }

        @Override
        public double within(double hurdle) {
            return Math.max(0, bounds().least(hurdle - tilt) - bounds().most(-hurdle - tilt));
        }

        private QuantileBounds bounds() {
            return new QuantileBounds(levels, quantiles);
        }

        @Override
        public boolean known() {
            return Double.isFinite(forecastReturn);
        }

        @Override
        public Outlook moved(double more) {
            return new Values(forecastReturn, levels, quantiles, text + Decision.patterns(more), tilt + more);
        }
    }

    /** Probabilities of a rise, a fall and neither; {@code move} is the size of a rise or fall, NaN if unknown. */
    record Classes(List<String> classes, double up, double flat, double down, double move, String text, double tilt)
            implements Outlook {
        private static final List<List<String>> UP_FLAT_DOWN =
                List.of(List.of("UP", "FLAT", "DOWN"), List.of("BUY", "HOLD", "SELL"));

        static Classes of(Map<String, Double> byClass, String target, int step, double move) {
            List<String> names = List.copyOf(byClass.keySet());
            for (List<String> known : UP_FLAT_DOWN) {
                if (known.containsAll(names) && names.contains(known.get(0)) && names.contains(known.get(2))) {
                    double up = byClass.getOrDefault(known.get(0), 0.0);
                    double flat = byClass.getOrDefault(known.get(1), 0.0);
                    double down = byClass.getOrDefault(known.get(2), 0.0);
                    StringBuilder text = new StringBuilder(target)
                            .append(" is forecast at step ")
                            .append(step);
                    byClass.forEach((name, probability) ->
                            text.append(String.format(Locale.ROOT, ", %s with probability %.2f", name, probability)));
                    return new Classes(names, up, flat, down, move, text.toString(), 0);
                }
            }
            throw new IllegalArgumentException("expected the classes " + UP_FLAT_DOWN.get(0) + " or "
                    + UP_FLAT_DOWN.get(1) + ", the middle one may be absent; found " + MessageText.list(names));
        }

        @Override
        public double grossReturn() {
            return (up - down) * move + tilt;
        }

        @Override
        public double above(double hurdle) {
            return probability(up);
        }

        @Override
        public double below(double hurdle) {
            return probability(down);
        }

        @Override
        public double within(double hurdle) {
            return probability(flat);
        }

        // probabilities may exceed 1 by rounding
        private static double probability(double value) {
            return Math.min(1, value);
        }

        @Override
        public boolean known() {
            return Double.isFinite(up) && Double.isFinite(flat) && Double.isFinite(down);
        }

        @Override
        public Outlook moved(double more) {
            return new Classes(classes, up, flat, down, move, text + Decision.patterns(more), tilt + more);
        }

        @Override
        public boolean byClassAlone() {
            return Double.isNaN(move);
        }
    }
}
