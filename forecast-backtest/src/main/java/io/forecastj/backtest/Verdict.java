package io.forecastj.backtest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judgement of one model by a backtest: whether it is better than the naive forecasts, and how sure that is.
 *
 * <p>Immutable and thread-safe, equal by value. The model is compared with the better one of the naive and the seasonal
 * naive forecast. The test is that of Diebold and Mariano on the squared errors of each origin ({@link
 * io.forecastj.backtest.significance.DieboldMariano.Variance#COSINES}), or on the logarithmic losses of forecasts of
 * classes. Losses are taken to depend on each other as far as forecasts overlap, and at least over as many origins as
 * the cube root of their number; where errors drift for longer, the p-value is too small. Of several models some look
 * good by chance, so their p-values, of one target, are adjusted by Holm's method (A Simple Sequentially Rejective
 * Multiple Test Procedure, Scandinavian Journal of Statistics 6, 1979). Its text is a sentence. Made by {@link
 * BacktestResult#verdicts()}.
 */
public final class Verdict {
    /** The p-value below which a difference counts. */
    private static final double LEVEL = 0.05;

    /** A skill that may be the rounding of sums. */
    private static final double ROUNDING = 1e-9;

    /** Outcome of the comparison with the naive forecasts. Immutable and thread-safe. */
    public enum Outcome {
        /** The model's errors are smaller, with a p-value below 0.05. */
        BETTER,
        /** The difference may well be chance, or there is none. */
        NO_BETTER,
        /** The model's errors are larger, with a p-value below 0.05. */
        WORSE,
        /** The origins are too few to tell: fewer than four whose forecasts have no row in common. */
        TOO_FEW
    }

    private final String model;
    private final String target;
    private final String naive;
    private final double skill;
    private final double pValue;
    private final int origins;
    private final int planned;
    private final Outcome outcome;

    Verdict(String model, String target, String naive, double skill, double pValue, int origins, int planned) {
        this.model = model;
        this.target = target;
        this.naive = naive;
        this.skill = skill;
        this.pValue = pValue;
        this.origins = origins;
        this.planned = planned;
        if (Double.isNaN(pValue)) {
            this.outcome = Outcome.TOO_FEW;
        } else {
            this.outcome = !(pValue < LEVEL) || Math.abs(skill) < ROUNDING
                    ? Outcome.NO_BETTER
                    : skill > 0 ? Outcome.BETTER : Outcome.WORSE;
        }
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the name of the better one of the naive forecasts, with which the model is compared} */
    public String naive() {
        return naive;
    }

    /** {@return the share of that forecast's RMSE, or of its logarithmic loss for classes, that the model removes} */
    public double skill() {
        return skill;
    }

    /** {@return the p-value, adjusted for the number of models compared; NaN if the origins are too few} */
    public double pValue() {
        return pValue;
    }

    /** {@return the number of times from which all models were scored} */
    public int origins() {
        return origins;
    }

    /** {@return the outcome} */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verdict that
                && model.equals(that.model)
                && target.equals(that.target)
                && naive.equals(that.naive)
                && Double.compare(skill, that.skill) == 0
                && Double.compare(pValue, that.pValue) == 0
                && origins == that.origins
                && planned == that.planned;
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, target, naive, skill, pValue, origins, planned);
    }

    /**
     * Returns a sentence such as {@code "linear on y is no better than naive: skill -1.10%, p = 0.41, 80 origins"}.
     *
     * @return the sentence, without a full stop
     */
    @Override
    public String toString() {
        String subject = model + " on " + target;
        String shown = "skill " + ReportFormat.signedPercent(skill);
        String count = origins == planned
                ? ReportFormat.count(origins, "origin")
                : ReportFormat.of("%,d of %s", origins, ReportFormat.count(planned, "origin"));
        if (outcome == Outcome.TOO_FEW) {
            return subject + ": " + shown + " against " + naive + ", but " + count + (origins == 1 ? " is" : " are")
                    + " too few to tell";
        }
        String says =
                switch (outcome) {
                    case BETTER -> " is better than ";
                    case WORSE -> " is worse than ";
                    default -> " is no better than ";
                };
        return subject + says + naive + ": " + shown + ", p " + ReportFormat.pValue(pValue) + ", " + count;
    }
}
