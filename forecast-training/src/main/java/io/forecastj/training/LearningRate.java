package io.forecastj.training;

import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Plan of the sizes of an optimiser's steps over a training.
 *
 * <p>Immutable and thread-safe, compared by value. The rates are those of AdamW; 0.001 suits most networks here, and a
 * loss that grows or is not a number asks for a smaller one.
 */
public final class LearningRate {
    private final String text;
    private final LongFunction<RateSchedule> schedules;

    private LearningRate(String text, LongFunction<RateSchedule> schedules) {
        this.text = text;
        this.schedules = schedules;
    }

    /**
     * Returns the plan of one rate for all steps.
     *
     * @param rate the rate, above 0 and finite
     * @return the plan
     * @throws IllegalArgumentException if the rate is out of its range
     */
    public static LearningRate constant(double rate) {
        SettingChecks.positive("learning rate", rate);
        return new LearningRate("constant(" + rate + ")", steps -> step -> rate);
    }

    /**
     * Returns the plan of a rate that shrinks when the loss does: after {@code patience} epochs in a row without a
     * lower loss it is multiplied by the factor, and the epochs are counted anew. The loss is that of the validation
     * part, or of the training rows if there is none.
     *
     * @param rate the first rate, above 0 and finite
     * @param patience the number of epochs, at least 1
     * @param factor the factor, above 0 and below 1
     * @return the plan
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static LearningRate plateau(double rate, int patience, double factor) {
        SettingChecks.positive("learning rate", rate);
        SettingChecks.atLeast(1, "patience of the learning rate", patience);
        SettingChecks.require(factor > 0 && factor < 1, "factor of the learning rate", "above 0 and below 1", factor);
        return new LearningRate(
                "plateau(" + rate + "," + patience + "," + factor + ")",
                steps -> new PlateauSchedule(rate, patience, factor));
    }

    /**
     * Returns the plan of one cycle (Smith, A disciplined approach to neural network hyper-parameters, 2018, in
     * PyTorch's form): the rate rises from 1/25 of the greatest one over the first 0.3 of all steps and falls to
     * 1/250,000 of it at the last step, both along half a cosine. The cycle is laid out for all epochs, so early
     * stopping cuts it off; give a patience of as many epochs to complete it.
     *
     * @param greatest the greatest rate, above 0 and finite; often three to ten times a constant one
     * @return the plan
     * @throws IllegalArgumentException if the rate is out of its range
     */
    public static LearningRate oneCycle(double greatest) {
        SettingChecks.positive("learning rate", greatest);
        return new LearningRate("oneCycle(" + greatest + ")", steps -> new CycleSchedule(greatest, steps));
    }

    /** Starts a training of a number of steps, if none of its epochs is left out. */
    RateSchedule start(long steps) {
        return schedules.apply(steps);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LearningRate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
