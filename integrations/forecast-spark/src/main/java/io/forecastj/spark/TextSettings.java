package io.forecastj.spark;

import io.forecastj.Sampling;
import io.forecastj.WalkForward;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * Settings made of texts and numbers, for callers that cannot write a lambda, such as those in Python. {@link
 * ForecasterSpec} is the same for forecasters.
 *
 * <p>Stateless and thread-safe.
 */
public final class TextSettings {
    private TextSettings() {}

    /**
     * Makes the spacing of series, for {@link ForecastSpark#sampling}.
     *
     * @param spacing {@code hourly}, {@code daily}, {@code weekdays}, {@code monthly}, or a constant distance as an
     *     ISO 8601 duration, such as {@code PT15M}; days and months are counted in UTC
     * @return the spacing
     * @throws IllegalArgumentException if the text is none of these, or the duration is not positive
     */
    public static SerializableSupplier<Sampling> sampling(String spacing) {
        samplingOf(spacing);
        return () -> samplingOf(spacing);
    }

    private static Sampling samplingOf(String spacing) {
        return switch (spacing) {
            case "hourly" -> Sampling.hourly();
            case "daily" -> Sampling.daily();
            case "weekdays" -> Sampling.weekdays();
            case "monthly" -> Sampling.monthly();
            default -> Sampling.fixed(duration(spacing));
        };
    }

    private static Duration duration(String spacing) {
        try {
            return Duration.parse(spacing);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected hourly, daily, weekdays, monthly or a duration such as PT15M, found '" + spacing + "'",
                    e);
        }
    }

    /**
     * Makes windows that train on all rows before the test rows, for {@link ForecastSpark#backtest}; see {@link
     * WalkForward#expanding(int)}.
     *
     * @param train the number of training rows of the first window, at least 1
     * @param step the distance between windows in rows, at least 1
     * @param last the number of last windows that are scored, at least 1
     * @return the windows
     * @throws IllegalArgumentException if a number is less than 1
     */
    public static SerializableSupplier<WalkForward> windows(int train, int step, int last) {
        windowsOf(train, step, last);
        return () -> windowsOf(train, step, last);
    }

    private static WalkForward windowsOf(int train, int step, int last) {
        return WalkForward.expanding(train).step(step).last(last);
    }
}
