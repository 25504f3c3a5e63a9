package io.forecastj.lifecycle.retraining;

import io.forecastj.backtest.significance.CoverageTest;
import io.forecastj.lifecycle.retraining.RetrainState.Observed;
import java.util.Arrays;
import java.util.Map;

/**
 * Rule of coverage: the intervals hold fewer actual values than their level says, or also more. A difference that
 * chance makes is no breach: a test of the number of misses (Kupiec, 1995) must find it too. Forecasts that overlap
 * miss together, so the test counts one of as many as overlap.
 *
 * @param level the nominal coverage
 * @param tolerance the difference that is still accepted
 * @param least the least number of scored forecasts
 * @param both whether too many values inside are a breach too
 */
record CoverageRule(double level, double tolerance, long least, boolean both) implements RetrainRule {
    /** The p-value below which a difference is not taken for chance; small, since the rule is asked again and again. */
    private static final double LEVEL = 0.01;

    private static final double SAME_LEVEL = 1e-9;
    /** More forecasts make no difference to a test at this level. */
    private static final long MOST = 1_000_000;

    CoverageRule {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("expected a level of coverage between 0 and 1, found " + level);
        }
        PolicyChecks.fraction("tolerance of coverage", tolerance);
        PolicyChecks.atLeastOne("least number of scored forecasts", least);
    }

    @Override
    public Finding look(RetrainState state) {
        Observed seen = null;
        for (Map.Entry<Double, Observed> one : state.coverage().entrySet()) {
            if (Math.abs(one.getKey() - level) < SAME_LEVEL) {
                seen = one.getValue();
            }
        }
        String what = "coverage of the " + RuleText.percent(level) + " intervals";
        if (seen == null) {
            return new Finding(false, "the " + what + " is not known");
        }
        String value = "the " + what + " is " + RuleText.percent(seen.value()) + " of "
                + RuleText.count(seen.forecasts(), "forecast");
        if (seen.forecasts() < least) {
            return new Finding(false, value + ", fewer than " + least);
        }
        double difference = seen.value() - level;
        if (!(both ? Math.abs(difference) > tolerance : difference < -tolerance)) {
            return new Finding(
                    false,
                    value + ", " + (both ? "within " : "at least ")
                            + (both ? RuleText.percent(tolerance) : RuleText.percent(level - tolerance)));
        }
        double chance = pValue(seen, state.overlap());
        boolean met = chance < LEVEL;
        return new Finding(
                met,
                value + ", " + (difference < 0 ? "below " : "above ")
                        + RuleText.percent(level + Math.copySign(tolerance, difference))
                        + (met ? "" : ", which may be chance") + ", p = " + RuleText.number(chance));
    }

    private double pValue(Observed seen, int overlap) {
        int count = (int) Math.min(MOST, seen.forecasts() / overlap);
        if (count < 2) {
            return 1;
        }
        boolean[] missed = new boolean[count];
        Arrays.fill(missed, 0, (int) Math.round(count * (1 - seen.value())), true);
        return CoverageTest.of(missed, 1 - level).kupiecP();
    }
}
