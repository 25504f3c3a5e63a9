package io.forecastj.training;

import io.forecastj.training.network.HeadSettings;
import java.util.OptionalInt;

/** Settings of heads, whose common ones are here. */
final class Heads {
    private static final int STEP_UNITS = 32;

    private Heads() {}

    /** Returns the settings of a head, before it is known whether the output is a level. */
    static HeadSettings of(int hidden, double dropout) {
        return new HeadSettings(hidden, STEP_UNITS, dropout, OptionalInt.empty());
    }

    static HeadSettings with(HeadSettings head, OptionalInt level) {
        return new HeadSettings(head.hidden(), head.stepUnits(), head.dropout(), level);
    }
}
