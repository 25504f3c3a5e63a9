package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KnownFuture;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.features.StepCalendar;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * State of one series: the window, the base values of changes, and the last outputs.
 *
 * <p>Holds nothing outside the heap; the tensors are lent for each run.
 */
final class OnnxState implements SeriesState {
    private final OnnxModel model;
    private final Contract contract;
    private final Target target;
    private final FeatureWindow window;
    private final ModelRow row;
    private final double[] statistics;
    private final KnownFuture future;
    private final int futureAt;
    private final double futureLimit;
    private final StepCalendar.Evaluator calendar;
    private final double[] bases;
    private final boolean[] needed;
    private final ForecastAnswer answer;
    private String attributeFlaw = "";
    private int newest;
    private long origin;
    private boolean whole;

    OnnxState(OnnxModel model, SeriesContext series) {
        this.model = model;
        this.contract = model.contract();
        this.target = Objects.requireNonNull(contract.target());
        this.window = new FeatureWindow(contract, model.limit(0));
        this.row = model.newRow();
        this.statistics = new double[contract.past().scaling().statistics()];
        this.future = series.future();
        this.futureAt = contract.future() == null ? -1 : 1;
        this.futureLimit = futureAt < 0 ? 0 : model.limit(futureAt);
        this.calendar = contract.calendar().open();
        this.bases = new double[contract.farthestBase() + 1];
        Arrays.fill(bases, Double.NaN);
        this.needed = new boolean[bases.length];
        needed[0] = true;
        contract.steps().forEach(step -> needed[target.baseLag(step)] = true);
        this.answer = ForecastAnswer.of(contract, model.options().levels(), model.draws());
        if (contract.attributes() != null) {
            putAttributes(contract.attributes(), futureAt < 0 ? 1 : 2, series);
        }
    }

    private void putAttributes(InputSpec.Static attributes, int at, SeriesContext series) {
        double[] values = row.inputs[at];
        for (int i = 0; i < values.length; i++) {
            String name = attributes.columns().get(i);
            values[i] = Objects.requireNonNull(series.attributes().get(name), name);
        }
        InputScaling.scale(attributes.scaling(), values, 0);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= model.limit(at))) {
                attributeFlaw =
                        "the attribute '" + attributes.columns().get(i) + "' is " + FeatureWindow.flawOf(values[i]);
            }
        }
    }

    @Override
    public void update(long time, double[] values) {
        // checked before any change: a forecast from such a base would be wrong without a sign of it
        if (!target.accepts(values[0])) {
            throw new InvalidSeriesException(target + " needs positive values, found " + values[0] + " at "
                    + Instant.ofEpochMilli(time) + ". Pass NaN if the value is missing");
        }
        window.update(time, values);
        newest = newest + 1 == bases.length ? 0 : newest + 1;
        bases[newest] = values[0];
        origin = time;
    }

    @Override
    public void save(StateWriter out) {
        window.save(out);
        out.putDoubles(bases);
        out.putInt(newest);
        out.putLong(origin);
    }

    @Override
    public void restore(StateReader in) {
        window.restore(in);
        in.getDoubles(bases);
        newest = in.getInt(0, bases.length - 1);
        origin = in.getLong();
    }

    private double base(int rowsBack) {
        return bases[newest >= rowsBack ? newest - rowsBack : newest - rowsBack + bases.length];
    }

    /** Fills the row's inputs; returns false if a value is missing and the model cannot run. */
    boolean prepare(double[] out) {
        Arrays.fill(out, Double.NaN);
        whole = window.whole() && attributeFlaw.isEmpty() && basesAreThere() && putFuture();
        if (whole) {
            window.write(row.inputs[0], statistics);
        } else if (model.options().missing() == MissingValues.REFUSE) {
            throw new InvalidSeriesException(
                    "'" + contract.name() + "' cannot forecast from " + Instant.ofEpochMilli(origin) + ": " + flaw());
        }
        return whole;
    }

    private boolean basesAreThere() {
        for (int back = 0; back < needed.length; back++) {
            if (needed[back] && Double.isNaN(base(back))) {
                return false;
            }
        }
        return true;
    }

    private boolean putFuture() {
        InputSpec.KnownFuture input = contract.future();
        if (input == null) {
            return true;
        }
        double[] values = row.inputs[futureAt];
        int columns = input.columns().size();
        int width = input.width();
        boolean there = true;
        for (int step = 1; step <= contract.horizon(); step++) {
            int at = (step - 1) * width;
            for (int c = 0; c < columns; c++) {
                values[at + c] = future.value(step, c);
            }
            if (columns < width) {
                calendar.write(future.time(step), values, at + columns);
            }
            InputScaling.scale(input.scaling(), values, at);
            for (int c = 0; c < width; c++) {
                there &= Math.abs(values[at + c]) <= futureLimit;
            }
        }
        return there;
    }

    ModelRow row() {
        return row;
    }

    @Override
    public void forecastInto(double[] out) {
        if (prepare(out)) {
            model.run(row);
            decode(out);
        }
    }

    /** Converts the model's outputs to values. */
    void decode(double[] out) {
        for (int back = 0; back < needed.length; back++) {
            if (needed[back]) {
                answer.base(back, base(back));
            }
        }
        answer.decode(row, statistics, out);
        if (!answer.flaw().isEmpty() && model.options().missing() == MissingValues.REFUSE) {
            throw new ForecastException("'" + contract.name() + "' has no forecast from " + Instant.ofEpochMilli(origin)
                    + ": " + answer.flaw());
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (!whole) {
            forecast.status(ForecastStatus.DEGRADED, flaw());
        } else if (!answer.flaw().isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, answer.flaw());
        } else {
            answer.complete(forecast);
        }
    }

    /** Describes the missing value. */
    private String flaw() {
        for (int back = 0; back < needed.length; back++) {
            if (needed[back] && Double.isNaN(base(back))) {
                return "'" + target.column() + "' is missing "
                        + (back == 0 ? "at the origin" : back + " rows before the origin, where a change starts");
            }
        }
        if (!window.whole()) {
            return window.flaw();
        }
        return attributeFlaw.isEmpty() ? futureFlaw() : attributeFlaw;
    }

    private String futureFlaw() {
        List<String> columns = contract.futureColumns();
        List<String> calendar = contract.calendar().columns();
        int width = columns.size() + calendar.size();
        for (int step = 1; step <= contract.horizon(); step++) {
            for (int c = 0; c < width; c++) {
                double value = row.inputs[futureAt][(step - 1) * width + c];
                if (!(Math.abs(value) <= futureLimit)) {
                    String name = c < columns.size()
                            ? "known-future column '" + columns.get(c)
                            : "feature of the step '" + calendar.get(c - columns.size());
                    return "the " + name + "' is " + FeatureWindow.flawOf(value) + " at "
                            + Instant.ofEpochMilli(future.time(step));
                }
            }
        }
        return "";
    }
}
