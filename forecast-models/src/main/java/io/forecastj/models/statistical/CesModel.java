package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.List;
import java.util.Locale;

/**
 * Complex exponential smoothing (Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics
 * 69, 2022).
 *
 * <p>An error {@code e} moves the level {@code l} and its potential {@code c}, the real and the imaginary part of a
 * complex level, to {@code l - (1 - a1) c + (a0 - a1) e} and {@code l + (1 - a0) c + (a0 + a1) e}. Seasonal terms move
 * in the same way one season later: with the same parameters instead of the level (simple), or with parameters
 * {@code b0} and {@code b1} beside it (full); partial ones move by {@code b0 e}. Forecasts are the sum of level and
 * term. A missing value counts as its forecast.
 *
 * <p>Immutable and thread-safe. The state holds the place of the next row, the level and its potential, then the terms
 * and their potentials, one for each place.
 *
 * @param season the seasonal form
 * @param places the number of rows of a season, 0 without season
 * @param a0 the real part of the smoothing parameter
 * @param a1 the imaginary part
 * @param b0 the real part of that of the season, 0 if there is none
 * @param b1 the imaginary part, 0 if there is none
 * @param deviation the standard deviation of the errors one step ahead, NaN if it is unknown
 */
record CesModel(CesSeason season, int places, double a0, double a1, double b0, double b1, double deviation)
        implements LocalModel {
    static final String KIND = "ces";

    static final int PLACE = 0;
    static final int LEVEL = 1;
    static final int POTENTIAL = 2;
    static final int TERMS = 3;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return "CES(" + season.word() + (season == CesSeason.NONE ? ")" : "), season " + places);
    }

    @Override
    public String description() {
        String seasonal =
                switch (season) {
                    case NONE, SIMPLE -> "";
                    case PARTIAL -> String.format(Locale.ROOT, ", b %.6g", b0);
                    case FULL -> String.format(Locale.ROOT, ", b %.6g + %.6gi", b0, b1);
                };
        return form()
                + String.format(Locale.ROOT, ": a %.6g + %.6gi", a0, a1)
                + seasonal
                + String.format(Locale.ROOT, ", sigma %.6g", deviation);
    }

    @Override
    public int stateSize() {
        return TERMS + 2 * places;
    }

    @Override
    public int countedRows() {
        return season != CesSeason.NONE ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireFinite(state);
        StateChecks.requireIndex(state, PLACE, Math.max(1, places));
    }

    @Override
    public int scratchSize(int horizon) {
        return stateSize();
    }

    /** Returns the forecast of the next row. */
    double next(double[] state) {
        return season == CesSeason.NONE ? state[LEVEL] : state[LEVEL] + state[TERMS + (int) state[PLACE]];
    }

    /** Moves the state on by a row with an error. */
    void move(double[] state, double error) {
        if (season != CesSeason.SIMPLE) {
            move(state, LEVEL, POTENTIAL, a0, a1, error);
        }
        if (season != CesSeason.NONE) {
            int place = (int) state[PLACE];
            int term = TERMS + place;
            switch (season) {
                case SIMPLE -> move(state, term, term + places, a0, a1, error);
                case FULL -> move(state, term, term + places, b0, b1, error);
                default -> state[term] += b0 * error;
            }
            state[PLACE] = place + 1 == places ? 0 : place + 1;
        }
    }

    private static void move(double[] state, int real, int imaginary, double p0, double p1, double error) {
        double level = state[real];
        double potential = state[imaginary];
        state[real] = level - (1 - p1) * potential + (p0 - p1) * error;
        state[imaginary] = level + (1 - p0) * potential + (p0 + p1) * error;
    }

    @Override
    public void update(double[] state, double[] row) {
        move(state, Double.isNaN(row[0]) ? 0 : row[0] - next(state));
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        System.arraycopy(state, 0, scratch, 0, stateSize());
        for (int step = 0; step < points.length; step++) {
            points[step] = next(scratch);
            move(scratch, 0);
        }
    }

    /**
     * Normal quantiles with the variance that follows from the model, which is linear in its errors (see {@link
     * LinearEffects}). That the parameters and start values are estimates is neglected.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] error = new double[stateSize()];
        move(error, 1);
        double[] effects = new double[points.length];
        forecast(error, new double[stateSize()], regressors, effects);
        return NormalQuantiles.of(points, LinearEffects.deviations(effects, deviation), levels);
    }

    /** Returns whether the effect of start values and early errors on the forecasts dies out. */
    boolean invertible() {
        double[] level = {1, a0 - 2, 2 - a0 - a1};
        double[] levelGain = gain(a0, a1);
        return switch (season) {
            case NONE, SIMPLE -> Polynomials.rootsOutside(Polynomials.sum(level, levelGain));
            case PARTIAL -> invertible(level, levelGain, new double[] {1, -1}, new double[] {0, b0});
            case FULL -> invertible(level, levelGain, new double[] {1, b0 - 2, 2 - b0 - b1}, gain(b0, b1));
        };
    }

    /** Joins the parts {@code gain / level} of the level and of the season, the latter of the lag of a season. */
    private boolean invertible(double[] level, double[] levelGain, double[] term, double[] termGain) {
        double[] spread = Polynomials.spread(term, places);
        double[] first = Polynomials.product(Polynomials.sum(level, levelGain), spread);
        double[] second = Polynomials.product(level, Polynomials.spread(termGain, places));
        return Polynomials.rootsOutside(Polynomials.sum(first, second));
    }

    /** Returns the numerator of the effect of errors on a complex level, by powers of the lag. */
    private static double[] gain(double p0, double p1) {
        return new double[] {0, p0 - p1, (p0 - 1) * (p0 - p1) - (1 - p1) * (p0 + p1)};
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND)
                .put("season", season.word())
                .put("places", places)
                .put("a0", a0)
                .put("a1", a1)
                .put("b0", b0)
                .put("b1", b1);
        LocalJson.put(out, "deviation", deviation);
    }

    static LocalModel read(JsonFields in) {
        CesSeason season = in.choice("season", List.of(CesSeason.values()), CesSeason::word);
        CesModel model = new CesModel(
                season,
                in.integer("places", season == CesSeason.NONE ? 0 : 1, season.mostPlaces()),
                in.decimal("a0"),
                in.decimal("a1"),
                in.decimal("b0"),
                in.decimal("b1"),
                SavedNumbers.deviation(in));
        if (!model.invertible()) {
            throw in.fail("a0", "with 'a1', 'b0' and 'b1' a stable model", model.description());
        }
        return model;
    }
}
