package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KnownFuture;
import io.forecastj.Ohlcv;
import io.forecastj.SeriesContext;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.internal.ExplainedState;
import io.forecastj.models.internal.PointParts;
import io.forecastj.models.internal.Shrinkage;
import io.forecastj.models.internal.TargetHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** State shared by all strategies: the feature stream, the target's past, a model's inputs, the status. */
abstract class RegressionState implements ExplainedState {
    /** The most features that a reason names. */
    private static final int SHOWN = 5;

    private final RegressionPredictor predictor;
    final RegressionPlan plan;
    final FeatureStream stream;
    final TargetHistory history;
    final KnownFuture future;
    final int parts;
    final double[] inputs;
    /** Answers of the models, {@code [part][output]}. */
    final double[] answers;

    final double[] values;
    final ScaleState scale;
    private final MissingInTraining missingInTraining;
    private final Shrinkage shrinkage;
    private final int base;
    private final int farthestBase;
    private final double[] observed;
    private final int knownAt;
    private final int knownColumns;
    private final StepCalendar.Evaluator calendar;
    private final int calendarAt;
    private final int calendarColumns;
    private long origin;
    /** The first flaw of an input in the last forecast, with its step; empty if there was none. */
    private String inputFlaw = "";

    private int flawedStep;

    RegressionState(RegressionPredictor predictor, SeriesContext series) {
        this.predictor = predictor;
        this.plan = predictor.plan();
        this.missingInTraining = predictor.missingInTraining();
        this.stream = plan.pipeline().open(plan.rowColumns());
        this.shrinkage = predictor.shrinkage();
        this.farthestBase = plan.farthestBase();
        this.history = newHistory();
        this.future = series.future();
        this.parts = plan.parts();
        this.inputs = new double[plan.width()];
        this.answers = new double[parts * plan.response().outputs()];
        this.values = new double[plan.response().columns().size()];
        this.scale = plan.scaling().open();
        this.base = plan.response().base();
        this.observed = new double[plan.response().columns().size()];
        this.knownAt = plan.knownAt();
        this.knownColumns = plan.knownFuture().size();
        this.calendar = plan.calendar().open();
        this.calendarAt = plan.calendarAt();
        this.calendarColumns = plan.calendar().columns().size();
        for (int i = 0; i < plan.attributes().size(); i++) {
            String name = plan.attributes().get(i);
            inputs[plan.attributesAt() + i] =
                    Objects.requireNonNull(series.attributes().get(name), name);
        }
    }

    /** Makes a ring of the base column's values that reaches as far back as forecasts look. */
    final TargetHistory newHistory() {
        return new TargetHistory(Math.max(farthestBase, shrinkage.farthest()));
    }

    @Override
    public void update(long time, double[] row) {
        // before anything changes: a forecast from such a base would be wrong without any sign of it
        String flaw = plan.response().flaw(row);
        if (!flaw.isEmpty()) {
            throw new InvalidSeriesException(
                    flaw + " at " + Instant.ofEpochMilli(time) + ". Pass NaN if the value is missing");
        }
        stream.update(time, row);
        history.add(row[base]);
        scale.add(row[base]);
        System.arraycopy(row, 0, observed, 0, observed.length);
        origin = time;
    }

    @Override
    public void save(StateWriter out) {
        stream.save(out);
        history.save(out);
        scale.save(out);
        out.putDoubles(observed);
        out.putLong(origin);
    }

    @Override
    public void restore(StateReader in) {
        stream.restore(in);
        history.restore(in);
        scale.restore(in);
        in.getDoubles(observed);
        origin = in.getLong();
    }

    /** Returns the number of forecast steps, one round for each. */
    abstract int rounds();

    /** Returns the step that a round forecasts. */
    abstract int step(int round);

    /** Returns true if a round needs the values of those before. */
    abstract boolean recursive();

    /** Returns the base column's value where the change of a round starts; for the round that is prepared. */
    abstract double base(int round);

    /** Returns the scale of the row from which a round forecasts; for the round that is prepared. */
    abstract ScaleState scaleOf();

    /** Returns the step at which the change of a round starts; 0 or less for an observed row. */
    abstract int baseStep(int round);

    /** Begins a forecast. */
    abstract void begin(double[] out);

    /** Fills the inputs of a round's models. */
    abstract void prepare(int round);

    /** Returns the model of a round's part. */
    abstract RegressionModel model(int round, int part);

    /** Turns the answers of a round's models into values. */
    abstract void take(int round, double[] out);

    @Override
    public final void forecastInto(double[] out) {
        begin(out);
        inputFlaw = "";
        for (int round = 0; round < rounds(); round++) {
            prepare(round);
            findFlaw(round);
            for (int part = 0; part < parts; part++) {
                plan.response().answer(model(round, part), inputs, part, answers);
            }
            take(round, out);
        }
    }

    @Override
    public final @Nullable PointParts explain(int target, int step) {
        return new PointExplainer(this).explain(target, step);
    }

    @Override
    public final Map<String, Double> gainShares() {
        return predictor.gainShares();
    }

    /** Forecasts from several states of one predictor; each model evaluates the rows of all states together. */
    static void forecastAll(List<RegressionState> states, List<double[]> out) {
        double[][] rows = states.stream().map(state -> state.inputs).toArray(double[][]::new);
        int outputs = states.get(0).plan.response().outputs();
        double[] answers = new double[rows.length * outputs];
        for (int i = 0; i < rows.length; i++) {
            states.get(i).begin(out.get(i));
            states.get(i).inputFlaw = "";
        }
        RegressionState any = states.get(0);
        for (int round = 0; round < any.rounds(); round++) {
            for (RegressionState state : states) {
                state.prepare(round);
                state.findFlaw(round);
            }
            for (int part = 0; part < any.parts; part++) {
                any.model(round, part).predictAll(rows, answers);
                for (int i = 0; i < rows.length; i++) {
                    System.arraycopy(answers, i * outputs, states.get(i).answers, part * outputs, outputs);
                }
            }
            for (int i = 0; i < rows.length; i++) {
                states.get(i).take(round, out.get(i));
            }
        }
    }

    private void findFlaw(int round) {
        if (inputFlaw.isEmpty()) {
            // the models of all parts are trained on the same inputs
            inputFlaw = model(round, 0).flaw(inputs);
            flawedStep = step(round);
        }
    }

    /** Draws decoded values of a step towards the naive forecast. */
    final void shrink(int step, double[] decoded, double[] stepValues) {
        if (!shrinkage.keeps(step)) {
            plan.response().move(shrinkage.apply(step, stepValues[base], history), decoded, stepValues);
        }
    }

    /** Draws the values of a step towards the naive forecast and writes them to {@code [target][step]}. */
    final void put(int step, double[] out) {
        shrink(step, answers, values);
        int horizon = out.length / values.length;
        for (int c = 0; c < values.length; c++) {
            out[c * horizon + step - 1] = values[c];
        }
    }

    /** Writes the features of a stream's last row to the inputs, divided by the scale at this row. */
    final void features(FeatureStream from, ScaleState by) {
        from.write(inputs, 0);
        plan.scaling().divide(inputs, by.value());
    }

    /** Multiplies the answers by the scale by which the labels were divided; a series of zeros stays at 0. */
    final void unscale(ScaleState by) {
        if (plan.scaling().active()) {
            double factor = by.factor();
            for (int i = 0; i < answers.length; i++) {
                answers[i] = factor == 0 ? 0 : answers[i] * factor;
            }
        }
    }

    /** Copies the known values of a step and the features of its time to the inputs. */
    final void known(int step) {
        for (int c = 0; c < knownColumns; c++) {
            inputs[knownAt + c] = future.value(step, c);
        }
        if (calendarColumns > 0) {
            calendar.write(future.time(step), inputs, calendarAt);
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        List<String> reasons = new ArrayList<>();
        missingTarget(reasons);
        missingFeatures(reasons);
        if (!scale.known() && !scale.zero()) {
            reasons.add("'" + plan.response().columns().get(base) + "' has no scale by "
                    + plan.scaling().scale() + " at the origin " + Instant.ofEpochMilli(origin)
                    + ": it has been 0 or missing at all rows up to there");
        }
        missingKnown(reasons);
        missingCalendar(reasons);
        if (!inputFlaw.isEmpty()) {
            reasons.add("at step " + flawedStep + ": " + inputFlaw);
        }
        String notFinite = plan.response().notFinite(points, plan.steps());
        if (!notFinite.isEmpty()) {
            reasons.add(notFinite);
        }
        for (String reason : reasons) {
            forecast.status(ForecastStatus.DEGRADED, reason);
        }
    }

    private void missingTarget(List<String> reasons) {
        List<String> columns = plan.response().columns();
        for (int c = 0; c < observed.length; c++) {
            if (Double.isNaN(observed[c])) {
                reasons.add("'" + columns.get(c) + "' is missing at the origin " + Instant.ofEpochMilli(origin)
                        + (c == base ? "; the last value observed before it is used" : ""));
            }
        }
        for (int step : plan.steps()) {
            int back = plan.response().baseLag(step);
            if (back > 0 && back <= farthestBase && history.missing(back)) {
                reasons.add("'" + columns.get(base) + "' is missing " + back + " rows before "
                        + Instant.ofEpochMilli(origin) + ", where the change to step " + step
                        + " starts; the last value observed before it is used");
                return;
            }
        }
    }

    private void missingFeatures(List<String> reasons) {
        stream.write(inputs, 0);
        List<String> names = plan.pipeline().columns();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (Double.isNaN(inputs[i]) && !missingInTraining.contains(names.get(i))) {
                missing.add(names.get(i));
            }
        }
        if (!missing.isEmpty()) {
            reasons.add(missing.size() + " of " + names.size() + " features are missing at the origin "
                    + Instant.ofEpochMilli(origin) + ": " + first(missing) + "; fill the columns, impute the features"
                    + " (Features.transforms()) or leave them out"
                    + (missing.stream().anyMatch(name -> name.contains(Ohlcv.VOLUME))
                            ? " (Features.standardOhlc() needs no volume)"
                            : ""));
        }
    }

    private static String first(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }

    private void missingKnown(List<String> reasons) {
        for (int c = 0; c < knownColumns; c++) {
            for (int step : plan.steps()) {
                if (Double.isNaN(future.value(step, c))) {
                    reasons.add("the known-future column '" + plan.knownFuture().get(c) + "' is missing at "
                            + Instant.ofEpochMilli(future.time(step)));
                    break;
                }
            }
        }
    }

    /** A feature of the time that is not of this library may have no value. */
    private void missingCalendar(List<String> reasons) {
        for (int i = 0; i < plan.steps().size() && calendarColumns > 0; i++) {
            int step = plan.steps().get(i);
            known(step);
            for (int c = 0; c < calendarColumns; c++) {
                if (Double.isNaN(inputs[calendarAt + c])) {
                    reasons.add("the feature '" + plan.calendar().columns().get(c) + "' of step " + step
                            + " is missing at " + Instant.ofEpochMilli(future.time(step)));
                    return;
                }
            }
        }
    }
}
