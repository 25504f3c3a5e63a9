package io.forecastj.lifecycle.retraining;

import io.forecastj.backtest.significance.DieboldMariano;
import java.util.Optional;

/**
 * Decides from a comparison whether the challenger takes the champion's place.
 *
 * <p>An implementation must be thread-safe. An exception that it throws ends the retraining as failed; the champion
 * stays.
 *
 * <pre>{@code
 * PromotionRule rule = comparison -> comparison.relativeDifference() < -0.02
 *         ? PromotionDecision.promote("2% better: " + comparison)
 *         : PromotionDecision.keep("less than 2% better: " + comparison);
 * }</pre>
 */
@FunctionalInterface
public interface PromotionRule {
    /**
     * Decides.
     *
     * @param comparison the scores of champion and challenger
     * @return the decision with its reasons
     */
    PromotionDecision decide(ModelComparison comparison);

    /**
     * Returns the rule that promotes a challenger that is better beyond chance: its error is smaller, and the one-sided
     * test of Diebold and Mariano rejects that its mean loss is not. If the origins are too few for the test, the
     * champion stays.
     *
     * @param level the p-value below which the test rejects, such as 0.05: so often an equally good challenger is
     *     promoted by chance
     * @return the rule
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    static PromotionRule better(double level) {
        requireLevel(level);
        return comparison -> {
            Optional<DieboldMariano> test = comparison.test();
            if (test.isEmpty()) {
                return PromotionDecision.keep("the origins are too few to tell: " + comparison);
            }
            double chance = test.get().pBetter();
            boolean better = comparison.challengerError() < comparison.championError() && chance < level;
            String words = "the challenger is " + (better ? "" : "not ")
                    + "better beyond chance, one-sided p = " + RuleText.number(chance)
                    + (chance < level ? " below " : " not below ") + RuleText.number(level) + ": " + comparison;
            return better ? PromotionDecision.promote(words) : PromotionDecision.keep(words);
        };
    }

    /**
     * Returns the rule that promotes a challenger that is not worse by more than a tolerance: the one-sided test of
     * Diebold and Mariano rejects that its mean loss is as large as that of a champion whose error is larger by the
     * tolerance. So the burden of proof is on the challenger, and few origins or a tolerance of zero promote nothing
     * that is only equally good. For models that should stay close to the newest rows.
     *
     * @param tolerance the accepted difference as a fraction of the champion's error, such as 0.02, at least 0
     * @param level the p-value below which the test rejects, such as 0.05: so often a challenger that is worse by the
     *     tolerance is promoted by chance
     * @return the rule
     * @throws IllegalArgumentException if the tolerance is negative or the level is not between 0 and 1
     */
    static PromotionRule notWorse(double tolerance, double level) {
        requireLevel(level);
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected a tolerance of at least 0, found " + tolerance);
        }
        return comparison -> {
            double larger = 1 + tolerance;
            // the loss of a value is a square, that of a class is not
            Optional<DieboldMariano> test = comparison.test(comparison.classes() ? larger : larger * larger);
            if (test.isEmpty()) {
                return PromotionDecision.keep("the origins are too few to tell: " + comparison);
            }
            double chance = test.get().pBetter();
            boolean accepted = chance < level;
            String words = "the challenger is " + (accepted ? "" : "perhaps ") + (accepted ? "not " : "")
                    + "worse by more than " + RuleText.percent(tolerance) + ", one-sided p = " + RuleText.number(chance)
                    + (accepted ? " below " : " not below ") + RuleText.number(level) + ": " + comparison;
            return accepted ? PromotionDecision.promote(words) : PromotionDecision.keep(words);
        };
    }

    /**
     * Returns the rule that promotes every challenger that was compared.
     *
     * @return the rule
     */
    static PromotionRule always() {
        return comparison -> PromotionDecision.promote("the rule promotes every challenger: " + comparison);
    }

    private static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("expected a p-value between 0 and 1, found " + level);
        }
    }
}
