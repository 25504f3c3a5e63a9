package io.forecastj.models.statistical;

import io.forecastj.models.statistical.TrigonometricModel.Seasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Choice of the harmonics of a series, and their values at its first row.
 *
 * <p>The centred moving average over the longest season is taken out of the values, and the autocorrelation of what the
 * seasons leave: a harmonic stays a harmonic in it, while errors become nearly independent. Then harmonics are added
 * season by season, the longest waves first, as long as the corrected information criterion of Akaike falls (Hurvich
 * and Tsai, Regression and time series model selection in small samples, Biometrika 76, 1989). One that does not lower
 * it is left out; after {@value #MISSES} of these in turn the season is done.
 *
 * <p>Not thread-safe; serves one series.
 */
final class HarmonicChoice {
    private static final int MISSES = 3;
    private static final int MOST_HARMONICS = 30;
    private static final double SAME = 1e-9;

    private final int count;
    private final Seasons seasons;
    private final double[] terms;

    HarmonicChoice(double[] filled, List<Double> lengths, int longest) {
        int half = longest / 2;
        double[] average = ClassicalSeason.movingAverage(filled, longest);
        double[] detrended = new double[filled.length - half];
        for (int i = half; i < detrended.length; i++) {
            detrended[i] = filled[i] - average[i];
        }
        int from = half + 1;
        double[] white = whitened(detrended, half, lengths);
        this.count = white.length - from;
        HarmonicRegression regression = new HarmonicRegression(white, from);
        List<List<Integer>> harmonics = new ArrayList<>();
        List<Double> used = new ArrayList<>();
        for (double length : lengths) {
            harmonics.add(chosen(regression, length, used));
        }
        this.seasons = new Seasons(lengths, harmonics);
        this.terms = regression.coefficients(detrended);
    }

    Seasons seasons() {
        return seasons;
    }

    /** Returns the cosine and sine of each harmonic at row 0, in the order of {@link Seasons#angles}. */
    double[] terms() {
        return terms.clone();
    }

    private static double[] whitened(double[] detrended, int half, List<Double> lengths) {
        double[] rest = Arrays.copyOfRange(detrended, half, detrended.length);
        for (double length : lengths) {
            MultiSeasonalSearch.terms(rest, (int) Math.round(length));
        }
        double squares = 0;
        double products = 0;
        for (int i = 1; i < rest.length; i++) {
            squares += rest[i] * rest[i];
            products += rest[i] * rest[i - 1];
        }
        double correlation = squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
        double[] white = new double[detrended.length];
        for (int i = half + 1; i < white.length; i++) {
            white[i] = detrended[i] - correlation * detrended[i - 1];
        }
        return white;
    }

    private List<Integer> chosen(HarmonicRegression regression, double length, List<Double> used) {
        List<Integer> chosen = new ArrayList<>();
        int misses = 0;
        double before = criterion(regression);
        for (int waves = 1; waves <= length / 2 && misses < MISSES && chosen.size() < MOST_HARMONICS; waves++) {
            double frequency = waves / length;
            boolean same = used.stream().anyMatch(each -> Math.abs(each - frequency) < SAME);
            if (!same && regression.size() + 4 < count) {
                regression.add(2 * Math.PI * frequency);
                double after = criterion(regression);
                if (after < before) {
                    before = after;
                    chosen.add(waves);
                    used.add(frequency);
                    misses = 0;
                } else {
                    regression.removeLast();
                    misses++;
                }
            }
        }
        return chosen;
    }

    private double criterion(HarmonicRegression regression) {
        int parameters = regression.size() + 1;
        return count * Math.log(Math.max(regression.squares(), Double.MIN_NORMAL) / count)
                + 2 * parameters
                + 2.0 * parameters * (parameters + 1) / (count - parameters - 1);
    }
}
