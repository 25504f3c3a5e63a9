package io.forecastj.backtest;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fold in which a model gave no usable forecast at some or all origins, and why. A fold is a fit with the test origins
 * that it serves.
 *
 * <p>Immutable and thread-safe, equal by value except for the exception. Made by {@link Backtest}; see {@link
 * ModelScores#failures()}.
 */
public final class FoldFailure {
    private final String model;
    private final BacktestPlan.Fit fold;
    private final long origins;
    private final long failed;
    private final SkipReason reason;
    private final String message;
    private final @Nullable RuntimeException exception;

    FoldFailure(
            String model,
            BacktestPlan.Fit fold,
            long origins,
            long failed,
            SkipReason reason,
            String message,
            @Nullable RuntimeException exception) {
        this.model = model;
        this.fold = fold;
        this.origins = origins;
        this.failed = failed;
        this.reason = reason;
        this.message = message;
        this.exception = exception;
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the time of the first row of the window's training span} */
    public Instant trainFrom() {
        return fold.from();
    }

    /** {@return the time of the last row of that span; a predictor that a {@link RefitRule} has kept saw fewer} */
    public Instant trainTo() {
        return fold.to();
    }

    /** {@return the time of the first test origin} */
    public Instant testFrom() {
        return fold.firstOrigin();
    }

    /** {@return the time of the last test origin} */
    public Instant testTo() {
        return fold.lastOrigin();
    }

    /** {@return the number of origins of the fold, over all series} */
    public long origins() {
        return origins;
    }

    /** {@return the number of these origins without a usable forecast, 1 to {@link #origins()}} */
    public long failed() {
        return failed;
    }

    /**
     * Returns what failed first.
     *
     * @return {@link SkipReason#NOT_FITTED} if the training rows were too few, {@link SkipReason#FAILED} if the fit or
     *     a forecast threw or had the wrong steps, targets or origin, or a forecast had a point that is not finite
     */
    public SkipReason reason() {
        return reason;
    }

    /** {@return what failed first and where, on one line} */
    public String message() {
        return message;
    }

    /** {@return the first exception; empty if nothing was thrown} */
    public Optional<RuntimeException> exception() {
        return Optional.ofNullable(exception);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FoldFailure that
                && model.equals(that.model)
                && fold.equals(that.fold)
                && origins == that.origins
                && failed == that.failed
                && reason == that.reason
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, fold, origins, failed, reason, message);
    }

    @Override
    public String toString() {
        return "'" + model + "' failed at " + failed + " of " + origins + " origins from " + testFrom() + " to "
                + testTo() + ", fitted on the rows from " + trainFrom() + " to " + trainTo() + ": " + message;
    }
}
