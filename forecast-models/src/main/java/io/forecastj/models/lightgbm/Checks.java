package io.forecastj.models.lightgbm;

/** The one form of message for a setting out of its range. */
final class Checks {
    private Checks() {}

    static void require(boolean ok, String setting, String expected, Object found) {
        if (!ok) {
            throw new IllegalArgumentException(
                    "LightGBM setting '" + setting + "': expected " + expected + ", found " + found);
        }
    }
}
