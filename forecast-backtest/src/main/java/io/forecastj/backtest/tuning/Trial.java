package io.forecastj.backtest.tuning;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One point of the search space and its scores.
 *
 * <p>Immutable and thread-safe, equal by value. Made by {@link Tuner}.
 */
public final class Trial {
    private final int number;
    private final Parameters parameters;
    private final List<Evaluation> evaluations;

    Trial(int number, Parameters parameters, List<Evaluation> evaluations) {
        this.number = number;
        this.parameters = parameters;
        this.evaluations = List.copyOf(evaluations);
    }

    /** {@return the number, from 1 in the order of drawing} */
    public int number() {
        return number;
    }

    /** {@return the point of the search space} */
    public Parameters parameters() {
        return parameters;
    }

    /** {@return the evaluations round by round, at least one; unmodifiable} */
    public List<Evaluation> evaluations() {
        return evaluations;
    }

    /** {@return the evaluation of the last round that the trial took part in} */
    public Evaluation last() {
        return evaluations.get(evaluations.size() - 1);
    }

    /** {@return true if the trial has no score in the last round that it took part in} */
    public boolean failed() {
        return last().failed();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trial that
                && number == that.number
                && parameters.equals(that.parameters)
                && evaluations.equals(that.evaluations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, parameters, evaluations);
    }

    @Override
    public String toString() {
        return "Trial[number=" + number + ", parameters=" + parameters + ", evaluations=" + evaluations + "]";
    }
}
