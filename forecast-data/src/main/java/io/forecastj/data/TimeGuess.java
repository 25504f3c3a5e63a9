package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of the times in the first rows of a file.
 *
 * @param parser the parser that reads them
 * @param call the call that sets it, or an empty text for times that are read without options
 */
record TimeGuess(Function<LocalTimes, TimeParser> parser, String call) {
    private static final CsvPosition NOWHERE = new CsvPosition("");

    private static final List<TimeUnit> FINE = List.of(TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS);

    /**
     * Returns the forms that all texts have; none if they are no times, several if they can be read in different ways.
     *
     * @param texts the texts, at least one
     */
    static List<TimeGuess> of(List<String> texts) {
        // clock changes are no matter of the form
        LocalTimes utc = new LocalTimes(ZoneOffset.UTC, ClockChanges.EARLIER, false, false);
        TimeGuess usual = new TimeGuess(DetectedTimes::new, "");
        if (usual.reads(texts, utc)) {
            return List.of(usual);
        }
        List<TimeGuess> found = new ArrayList<>();
        if (texts.stream().allMatch(TimeShape::integer)) {
            for (TimeUnit unit : FINE) {
                TimeGuess guess = new TimeGuess(local -> new EpochTimes(unit, true), "epoch(TimeUnit." + unit + ")");
                if (texts.stream().allMatch(text -> size(text, unit)) && guess.reads(texts, utc)) {
                    found.add(guess);
                }
            }
            return found;
        }
        TimeGuess seconds = new TimeGuess(local -> new EpochTimes(TimeUnit.SECONDS, true), "epoch(TimeUnit.SECONDS)");
        if (texts.stream().allMatch(text -> text.matches("[1-9]\\d{8,9}(\\.\\d+)?")) && seconds.reads(texts, utc)) {
            return List.of(seconds);
        }
        for (String pattern : DateForms.of(texts)) {
            TimePattern checked = new TimePattern(pattern);
            found.add(
                    new TimeGuess(local -> new PatternTimes(checked, null, local), "timeFormat(\"" + pattern + "\")"));
        }
        return found;
    }

    /** Returns whether a count has the size of the times from 1973 to 2286 in a unit. */
    private static boolean size(String text, TimeUnit unit) {
        int digits = text.length();
        return unit == TimeUnit.MICROSECONDS ? digits >= 15 && digits <= 16 : digits >= 18 && digits <= 19;
    }

    private boolean reads(List<String> texts, LocalTimes local) {
        try {
            TimeParser parsing = parser.apply(local);
            for (String text : texts) {
                parsing.millis(text, empty(), NOWHERE);
            }
            return true;
        } catch (InvalidSeriesException e) {
            return false;
        }
    }

    private static SeriesCollector empty() {
        return new SeriesCollector("", List.of("y"), List.of(), ZoneOffset.UTC, null, false, false);
    }

    /** Returns the time of a text, or null if it is refused. */
    static @Nullable Long millis(String text, TimeParser parser) {
        try {
            return parser.millis(text, empty(), NOWHERE);
        } catch (InvalidSeriesException e) {
            return null;
        }
    }
}
