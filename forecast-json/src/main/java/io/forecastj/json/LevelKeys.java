package io.forecastj.json;

import io.forecastj.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Finds the keys of quantiles, which are levels with fewer digits, or exact ones where these would be the same. */
final class LevelKeys {
    private static final int PREFIX = Forecast.quantileColumn("", 0.5).length() - "0.5".length();

    private LevelKeys() {}

    /** Returns the key of each level; one that is absent if there is none. */
    static List<String> of(double[] levels, PlainFields byLevel) {
        List<String> written = Arrays.stream(levels)
                .mapToObj(level -> Forecast.quantileColumn("", level).substring(PREFIX))
                .toList();
        if (new HashSet<>(written).size() < written.size()) {
            return Arrays.stream(levels).mapToObj(Double::toString).toList();
        }
        List<String> keys = new ArrayList<>(levels.length);
        for (int i = 0; i < levels.length; i++) {
            keys.add(byLevel.has(written.get(i)) ? written.get(i) : close(levels[i], byLevel));
        }
        return keys;
    }

    /** Finds the key of a level in a document by another hand, such as 0.10 for 0.1. */
    private static String close(double level, PlainFields byLevel) {
        for (String key : byLevel.keys()) {
            try {
                if (Math.abs(Double.parseDouble(key) - level) < 1e-9) {
                    return key;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        byLevel.flaw(key, "expected a level such as 0.975").getMessage(), e);
            }
        }
        return Double.toString(level);
    }
}
