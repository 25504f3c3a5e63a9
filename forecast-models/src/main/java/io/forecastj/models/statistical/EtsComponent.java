package io.forecastj.models.statistical;

import java.util.List;

/** Way in which the error, the trend or the season enters a model of exponential smoothing. Immutable. */
enum EtsComponent {
    NONE("N"),
    ADDITIVE("A"),
    MULTIPLICATIVE("M");

    private final String letter;

    EtsComponent(String letter) {
        this.letter = letter;
    }

    /** Returns the letter of the literature: N, A or M. */
    String letter() {
        return letter;
    }

    /** Returns all components in the order N, A, M. */
    static List<EtsComponent> all() {
        return List.of(values());
    }
}
