package io.forecastj.backtest.splits;

import io.forecastj.ForecastException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Split in which the fit of a forecaster or one of its forecasts threw. The forecaster then has no forecast from any of
 * the split's test rows, and pairs there are left out for all forecasters.
 *
 * <p>Immutable and thread-safe, equal by value except for the exception. See {@link SplitResult#failures()}.
 */
public final class SplitFailure {
    /** The length to which the message of an exception is cut. */
    private static final int LONGEST = 300;

    private final String model;
    private final Split split;
    private final RuntimeException exception;

    SplitFailure(String model, Split split, RuntimeException exception) {
        this.model = model;
        this.split = split;
        this.exception = exception;
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the split} */
    public Split split() {
        return split;
    }

    /** {@return what was thrown} */
    public RuntimeException exception() {
        return exception;
    }

    /** {@return what was thrown, on one line: the message, after the exception's class where that is not ours} */
    public String message() {
        String own =
                String.valueOf(exception.getMessage()).replaceAll("\\s+", " ").strip();
        String cut = own.length() > LONGEST ? own.substring(0, LONGEST) + "..." : own;
        return exception instanceof ForecastException
                ? cut
                : exception.getClass().getSimpleName() + ": " + cut;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SplitFailure that
                && model.equals(that.model)
                && split.equals(that.split)
                && message().equals(that.message());
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, split, message());
    }

    @Override
    public String toString() {
        return "'" + model + "' failed in " + split + ": " + message();
    }
}
