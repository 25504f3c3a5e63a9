package io.forecastj.models.statistical;

/** Seasonal forms of complex exponential smoothing, by the letter that names each in its paper and in files. */
enum CesSeason {
    /** No season. */
    NONE("N", 2),
    /** Each place in the season has its level; there is no other. */
    SIMPLE("S", 2),
    /** Additive seasonal terms with one smoothing parameter. */
    PARTIAL("P", 3),
    /** Seasonal terms that are smoothed as the level is. */
    FULL("F", 4);

    private final String word;
    private final int parameters;

    CesSeason(String word, int parameters) {
        this.word = word;
        this.parameters = parameters;
    }

    String word() {
        return word;
    }

    /** Returns the number of smoothing parameters. */
    int parameters() {
        return parameters;
    }

    /** Returns the longest season: of two forms, the time to check stability grows with its square. */
    int mostPlaces() {
        return switch (this) {
            case NONE -> 0;
            case SIMPLE -> MeanModel.LARGEST;
            case PARTIAL, FULL -> 400;
        };
    }

    /** Returns the number of start values that are estimated: terms of a season add up to 0. */
    int starts(int places) {
        return switch (this) {
            case NONE -> 2;
            case SIMPLE -> 2 * places;
            case PARTIAL, FULL -> 2 + places - 1;
        };
    }
}
