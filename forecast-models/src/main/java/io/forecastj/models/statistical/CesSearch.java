package io.forecastj.models.statistical;

import io.forecastj.models.internal.NelderMead;
import java.util.Arrays;

/**
 * Estimation of one form of {@link CesModel} by least squares. The errors are linear in the start values of a complex
 * level, so that those of the level, or of each place of the simple form, are solved for. Seasonal terms start as
 * additive indices of classical decomposition, their potentials as equal to them.
 *
 * <p>Not thread-safe; serves one series.
 */
final class CesSearch {
    private static final int EVALUATIONS = 400;
    private static final double TOLERANCE = 1e-8;

    private final CesSeason form;
    private final int places;
    private final double[] values;
    private final int observed;
    private final double[] indices;
    private final PairRegression regression = new PairRegression();
    private final double[] start;
    private final double[] state;
    private final double[] effect;
    private final CesModel model;
    private final double squares;

    CesSearch(CesSeason form, int season, double[] values, int observed) {
        this.form = form;
        this.places = form == CesSeason.NONE ? 0 : season;
        this.values = values;
        this.observed = observed;
        this.indices = form == CesSeason.PARTIAL || form == CesSeason.FULL
                ? ClassicalSeason.indices(FilledValues.interpolated(values), season, false)
                : new double[places];
        this.start = new double[CesModel.TERMS + 2 * places];
        this.state = new double[start.length];
        this.effect = new double[start.length];
        double[] parameters = {1.3, 1, form == CesSeason.PARTIAL ? 0.1 : 1.3, 1};
        double[] steps = {0.2, 0.02, 0.1, 0.02};
        double[] found = NelderMead.search(
                        this::squares,
                        Arrays.copyOf(parameters, form.parameters()),
                        Arrays.copyOf(steps, form.parameters()),
                        TOLERANCE,
                        EVALUATIONS)
                .point();
        this.squares = squares(found);
        this.model = model(found, Math.sqrt(squares / (observed - parameters(form, season) + 1)));
    }

    /** Returns the number of parameters, with the start values and the variance. */
    static int parameters(CesSeason form, int season) {
        return form.parameters() + form.starts(season) + 1;
    }

    /** Returns the corrected information criterion of Akaike, without a constant. */
    double criterion() {
        int count = parameters(form, places);
        return observed * Math.log(Math.max(squares, Double.MIN_NORMAL) / observed)
                + 2 * count
                + 2.0 * count * (count + 1) / (observed - count - 1);
    }

    LocalMethod.Fitted fitted() {
        return new LocalMethod.Fitted(model, state.clone());
    }

    /** Makes the model with fixed parameters of short and of constant series, from the first value on. */
    static LocalMethod.Fitted fixed(double[] values) {
        CesModel model = new CesModel(CesSeason.NONE, 0, 1.9, 1, 0, 0, Double.NaN);
        double[] state = new double[model.stateSize()];
        state[CesModel.LEVEL] = values[0];
        double squares = 0;
        int errors = 0;
        for (int i = 1; i < values.length; i++) {
            double error = Double.isNaN(values[i]) ? 0 : values[i] - model.next(state);
            squares += error * error;
            errors += Double.isNaN(values[i]) ? 0 : 1;
            model.move(state, error);
        }
        double deviation = errors < 2 ? Double.NaN : Math.sqrt(squares / errors);
        return new LocalMethod.Fitted(new CesModel(CesSeason.NONE, 0, 1.9, 1, 0, 0, deviation), state);
    }

    private CesModel model(double[] parameters, double deviation) {
        return new CesModel(
                form,
                places,
                parameters[0],
                parameters[1],
                parameters.length > 2 ? parameters[2] : 0,
                parameters.length > 3 ? parameters[3] : 0,
                deviation);
    }

    private double squares(double[] parameters) {
        CesModel model = model(parameters, Double.NaN);
        if (!model.invertible()) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.fill(start, 0);
        if (form == CesSeason.SIMPLE) {
            for (int place = 0; place < places; place++) {
                solvePlace(model, place);
            }
        } else {
            solveLevel(model);
        }
        System.arraycopy(start, 0, state, 0, start.length);
        double sum = 0;
        for (double value : values) {
            double error = Double.isNaN(value) ? 0 : value - model.next(state);
            sum += error * error;
            model.move(state, error);
        }
        return sum;
    }

    /** Solves for the start of the level: errors without it, and what each of its parts adds to the forecasts. */
    private void solveLevel(CesModel model) {
        System.arraycopy(indices, 0, start, CesModel.TERMS, places);
        System.arraycopy(indices, 0, start, CesModel.TERMS + places, form == CesSeason.FULL ? places : 0);
        regression.clear();
        double[] base = start.clone();
        Arrays.fill(state, 0);
        Arrays.fill(effect, 0);
        state[CesModel.LEVEL] = 1;
        effect[CesModel.POTENTIAL] = 1;
        for (double value : values) {
            double level = model.next(state);
            double potential = model.next(effect);
            double error = value - model.next(base);
            boolean missing = Double.isNaN(value);
            if (!missing) {
                regression.add(level, potential, error);
            }
            model.move(base, missing ? 0 : error);
            model.move(state, missing ? 0 : -level);
            model.move(effect, missing ? 0 : -potential);
        }
        regression.solve(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        start[CesModel.LEVEL] = regression.first();
        start[CesModel.POTENTIAL] = regression.second();
    }

    /** Solves for the start of a place of the simple form, whose rows are a series without season. */
    private void solvePlace(CesModel model, int place) {
        CesModel single = new CesModel(CesSeason.NONE, 0, model.a0(), model.a1(), 0, 0, Double.NaN);
        regression.clear();
        double[] base = new double[CesModel.TERMS];
        double[] first = {0, 1, 0};
        double[] second = {0, 0, 1};
        for (int i = place; i < values.length; i += places) {
            boolean missing = Double.isNaN(values[i]);
            double level = single.next(first);
            double potential = single.next(second);
            double error = values[i] - single.next(base);
            if (!missing) {
                regression.add(level, potential, error);
            }
            single.move(base, missing ? 0 : error);
            single.move(first, missing ? 0 : -level);
            single.move(second, missing ? 0 : -potential);
        }
        regression.solve(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        start[CesModel.TERMS + place] = regression.first();
        start[CesModel.TERMS + places + place] = regression.second();
    }
}
