package io.forecastj.models.statistical;

/** Methods for series in which most rows may be 0, by the word that names each in files. */
enum CrostonVariant {
    /**
     * Smoothed size of demands over the smoothed number of rows between them (Croston, Forecasting and Stock Control
     * for Intermittent Demands, Operational Research Quarterly 23, 1972).
     */
    CROSTON("croston", "Croston"),
    /**
     * Croston's forecast times {@code 1 - alpha / 2}, which removes most of its bias where demand is rare (Syntetos and
     * Boylan, The accuracy of intermittent demand estimates, International Journal of Forecasting 21, 2005).
     */
    SBA("sba", "SBA"),
    /**
     * Smoothed size of demands times the smoothed share of rows with demand, which falls while there is none (Teunter,
     * Syntetos and Babai, Intermittent demand: Linking forecasting to inventory obsolescence, European Journal of
     * Operational Research 214, 2011).
     */
    TSB("tsb", "TSB"),
    /**
     * Simple exponential smoothing of sums over blocks of rows, as long as the mean interval of demands, divided by
     * their length (Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate
     * intermittent demand approach (ADIDA) to forecasting, Journal of the Operational Research Society 62, 2011).
     */
    ADIDA("adida", "ADIDA");

    private final String word;
    private final String form;

    CrostonVariant(String word, String form) {
        this.word = word;
        this.form = form;
    }

    String word() {
        return word;
    }

    String form() {
        return form;
    }
}
