package io.forecastj.data;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Parses integers that count from 1970-01-01T00:00Z in a unit that the size of each of them determines, for providers
 * who have changed the unit. Only times from 2001-09-09 to 2286-11-20 are read, of which no two units have counts of
 * the same number of digits: 10 for seconds, 13 for milliseconds, 16 for microseconds.
 */
final class SizedEpochs implements TimeParser {
    private static final int SECONDS = 10;
    private static final int STEP = 3;

    private final Set<TimeUnit> units;

    /**
     * Makes a parser.
     *
     * @param units the units that occur: seconds, milliseconds or microseconds
     */
    SizedEpochs(Set<TimeUnit> units) {
        this.units = new TreeSet<>(units).descendingSet();
    }

    private static int digits(TimeUnit unit) {
        return switch (unit) {
            case SECONDS -> SECONDS;
            case MILLISECONDS -> SECONDS + STEP;
            case MICROSECONDS -> SECONDS + 2 * STEP;
            default -> throw new IllegalArgumentException(unit + " is none of the units that files of providers have");
        };
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        for (TimeUnit unit : units) {
            if (text.length() == digits(unit) && text.charAt(0) != '0' && digitsOnly(text)) {
                long count = Long.parseLong(text);
                long millis = unit.toMillis(count);
                if (unit.convert(millis, TimeUnit.MILLISECONDS) != count) {
                    throw at.error(CsvPosition.quote(text) + " is " + Instant.ofEpochSecond(0, 1_000 * count)
                            + ", which is not a whole number of milliseconds");
                }
                return millis;
            }
        }
        throw at.error(CsvPosition.quote(text) + " is not a time; expected "
                + units.stream()
                        .map(unit -> "epoch " + EpochTimes.words(unit) + " of " + digits(unit) + " digits")
                        .collect(Collectors.joining(" or ")));
    }

    private static boolean digitsOnly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
