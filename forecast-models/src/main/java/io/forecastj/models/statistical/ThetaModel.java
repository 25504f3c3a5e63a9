package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.List;
import java.util.Locale;

/**
 * Theta model with a fixed line: simple exponential smoothing with drift of the values without season, to which it is
 * equal (Hyndman and Billah, Unmasking the Theta method, International Journal of Forecasting 19, 2003).
 *
 * <p>With the forecast {@code f = l + d} of the level {@code l} and the drift {@code d}, a value {@code x} moves the
 * level to {@code f + alpha (x - f)}; without a value the level moves to {@code f}.
 *
 * <p>Immutable and thread-safe. The state holds the level and the place in the season of the next row.
 *
 * @param variant the variant that was estimated
 * @param alpha the smoothing parameter, above 0 and at most 1
 * @param theta the coefficient of the second theta line, at least 1
 * @param drift the change of the forecasts from step to step, without season
 * @param deviation the standard deviation of the errors without season, NaN if it is unknown
 * @param season the season
 */
record ThetaModel(
        ThetaVariant variant, double alpha, double theta, double drift, double deviation, SeasonalIndices season)
        implements LocalModel {
    static final String KIND = "theta";

    /** Returns the state before the row of place 0. */
    double[] start(double level) {
        return new double[] {level, 0};
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return "Theta (" + variant.word() + season.description() + ")";
    }

    @Override
    public String description() {
        return form()
                + String.format(
                        Locale.ROOT,
                        ": alpha %.6g, theta %.6g, drift %.6g, sigma %.6g",
                        alpha,
                        theta,
                        drift,
                        deviation);
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public int countedRows() {
        return season.places() > 1 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireFinite(state);
        StateChecks.requireIndex(state, 1, season.places());
    }

    @Override
    public void update(double[] state, double[] row) {
        int place = (int) state[1];
        double forecast = state[0] + drift;
        state[0] = Double.isNaN(row[0]) ? forecast : forecast + alpha * (season.adjust(row[0], place) - forecast);
        state[1] = season.next(place);
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        int place = (int) state[1];
        for (int step = 0; step < points.length; step++) {
            points[step] = season.restore(state[0] + (step + 1) * drift, place);
            place = season.next(place);
        }
    }

    /**
     * Normal quantiles with the variance {@code sigma^2 (1 + (h - 1) alpha^2)} of simple exponential smoothing at step
     * {@code h} (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008, table 6.2), its root
     * times the seasonal index. That the drift, the parameters and the season are estimates is neglected.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] deviations = new double[points.length];
        int place = (int) state[1];
        for (int step = 0; step < points.length; step++) {
            deviations[step] = deviation * Math.sqrt(1 + step * alpha * alpha) * season.scale(place);
            place = season.next(place);
        }
        return NormalQuantiles.of(points, deviations, levels);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND)
                .put("variant", variant.word())
                .put("alpha", alpha)
                .put("theta", theta)
                .put("drift", drift);
        LocalJson.put(out, "deviation", deviation);
        season.write(out.putObject("season"));
    }

    static LocalModel read(JsonFields in) {
        return new ThetaModel(
                in.choice("variant", List.of(ThetaVariant.values()), ThetaVariant::word),
                SavedNumbers.between(in, "alpha", Double.MIN_VALUE, 1),
                SavedNumbers.between(in, "theta", 1, Double.MAX_VALUE),
                in.decimal("drift"),
                SavedNumbers.deviation(in),
                SeasonalIndices.read(in.object("season")));
    }
}
