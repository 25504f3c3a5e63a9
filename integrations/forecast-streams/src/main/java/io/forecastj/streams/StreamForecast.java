package io.forecastj.streams;

import io.forecastj.Forecast;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.signal.Signal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one record: what became of it, the forecast, the signal, and the earlier forecasts that it scored.
 *
 * <p>Immutable and thread-safe, equal by value. Every record gives exactly one answer, with the key and the timestamp
 * of the record.
 */
public final class StreamForecast {
    /** Kinds of answers to a record. */
    public enum Outcome {
        /** The row was taken, and {@link #forecast} continues it. */
        FORECAST,
        /** The row was taken; the model needs more of them for a forecast, as {@link #reason} says. */
        WARMING_UP,
        /** The row came late and was put in its place; {@link #forecast} replaces the one from the same origin. */
        REVISED,
        /**
         * The row was taken before, with the same values. If it is the last one of the series, {@link #forecast} is
         * that of before, or a newer version's.
         */
        DUPLICATE,
        /** The row is not after the last one, and was left out. */
        LATE,
        /** The record is no row of the series, for example because a column is absent; the series is as before. */
        INVALID,
        /** The model failed; {@link #reason} says at what, and whether the row was taken. */
        FAILED,
        /** The record is a {@link ModelSwitch}, from which on another version forecasts. */
        SWITCHED,
        /** The record is a {@link ModelSwitch} to a version that cannot be used; the version before forecasts on. */
        REFUSED,
        /** The record has no value, so that the series was forgotten; its next row begins it anew. */
        CLOSED
    }

    private final Outcome outcome;
    private final String reason;
    private final @Nullable Instant time;
    private final @Nullable Integer version;
    private final String modelHash;
    private final @Nullable Forecast forecast;
    private final @Nullable Signal signal;
    private final List<ForecastRow> scores;

    StreamForecast(StreamAnswer from) {
        this.outcome = from.outcome;
        this.reason = from.reason;
        this.time = from.time;
        this.version = from.version;
        this.modelHash = from.modelHash;
        this.forecast = from.forecast;
        this.signal = from.signal;
        this.scores = List.copyOf(from.scores);
    }

    /**
     * Returns the answer to a {@link ModelSwitch} that an adapter of an engine cannot pass on.
     *
     * @param reason why, cut if it is very long
     * @return the answer
     */
    public static StreamForecast refused(String reason) {
        return new StreamAnswer(Outcome.REFUSED).why(reason).build();
    }

    /** {@return what became of the record} */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns why the record was not answered by a forecast, or in what this one differs from what was asked for: for
     * example that the session was opened anew because its snapshot is of an earlier version of the library.
     *
     * @return sentences; empty if there is nothing to say. {@link Forecast#reasons()} has those of the model
     */
    public String reason() {
        return reason;
    }

    /** {@return the time of the row; empty if the record is no row} */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /**
     * Returns the version of the stored model that forecast, or to which a {@link ModelSwitch} switched.
     *
     * @return the number; empty if the predictor was given or nothing was forecast
     */
    public OptionalInt version() {
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** {@return the {@link io.forecastj.Predictor#modelHash} of the model that forecast; empty if none did} */
    public String modelHash() {
        return modelHash;
    }

    /** {@return the forecast, if there is one} */
    public Optional<Forecast> forecast() {
        return Optional.ofNullable(forecast);
    }

    /** {@return the signal, if signals were asked for and there is one} */
    public Optional<Signal> signal() {
        return Optional.ofNullable(signal);
    }

    /**
     * Returns the steps of earlier forecasts whose actual value this row brought, for {@code Backtest.score(rows)}.
     * Their model is the name of the predictor, with {@code " version 7"} after it if it is stored.
     *
     * @return the steps in the order of their origins, unmodifiable
     */
    public List<ForecastRow> scores() {
        return scores;
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(outcome, reason, time, version, modelHash, forecast, signal, scores);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamForecast that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return outcome
                + (time == null ? "" : " at " + time)
                + (version == null ? "" : " by version " + version)
                + (reason.isEmpty() ? "" : ": " + reason)
                + (forecast == null ? "" : ", " + forecast)
                + (signal == null ? "" : ", " + signal.action())
                + (scores.isEmpty() ? "" : ", " + scores.size() + " steps scored");
    }
}
