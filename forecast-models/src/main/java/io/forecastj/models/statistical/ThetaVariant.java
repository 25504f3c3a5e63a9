package io.forecastj.models.statistical;

/** Variants of the Theta method, by the word that names each in files. */
enum ThetaVariant {
    /** Theta lines of 0 and 2 with equal weights (Assimakopoulos and Nikolopoulos 2000). */
    STANDARD("standard"),
    /** Best theta of the second line (Fiorucci and others 2016, "optimised theta model"). */
    OPTIMISED("optimised"),
    /** Best theta, and a first line that each row moves (Fiorucci and others 2016, "dynamic optimised theta model"). */
    DYNAMIC("dynamic");

    private final String word;

    ThetaVariant(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
