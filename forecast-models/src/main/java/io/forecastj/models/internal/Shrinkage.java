package io.forecastj.models.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Weights by which forecasts of a model are drawn towards naive forecasts: at step {@code h} the forecast is
 * {@code naive + model[h] (forecast - naive) + seasonal[h] (seasonal naive - naive)}.
 *
 * <p>Immutable and thread-safe. {@link ShrinkageEstimate} chooses the weights.
 */
public final class Shrinkage {
    /** Keeps forecasts as they are. */
    public static final Shrinkage NONE = new Shrinkage(1, new double[0], new double[0]);

    private final int season;
    private final double[] model;
    private final double[] seasonal;

    /**
     * Creates a shrinkage.
     *
     * @param season the season of the seasonal naive forecast in rows; 1 if there is none
     * @param model the weight of the model at each step from 1, between 0 and 1
     * @param seasonal the weight of the seasonal naive forecast at each step from 1, at most 1 minus the model's
     */
    Shrinkage(int season, double[] model, double[] seasonal) {
        this.season = season;
        this.model = model;
        this.seasonal = seasonal;
    }

    /** Returns the weights that were saved by {@link #write}, for a horizon. */
    public static Shrinkage read(JsonFields fields, int horizon) {
        double[] model = fields.decimals("model");
        double[] seasonal = fields.decimals("seasonalNaive");
        int season = fields.integer("season", 1, 1_000_000);
        boolean valid = model.length == horizon
                && seasonal.length == horizon
                && IntStream.range(0, horizon)
                        .allMatch(i -> model[i] >= 0 && seasonal[i] >= 0 && model[i] + seasonal[i] <= 1 + 1e-9);
        if (!valid) {
            throw new ModelLoadException("the shrinkage should have " + horizon + " weights of the model and as many of"
                    + " the seasonal naive forecast, at least 0 and in sum at most 1; found " + Arrays.toString(model)
                    + " and " + Arrays.toString(seasonal));
        }
        return new Shrinkage(season, model, seasonal);
    }

    /** Writes the weights. */
    public void write(ObjectNode out) {
        out.put("season", season);
        Arrays.stream(model).forEach(out.putArray("model")::add);
        Arrays.stream(seasonal).forEach(out.putArray("seasonalNaive")::add);
    }

    /** Returns whether all forecasts remain as they are. */
    public boolean none() {
        for (double weight : model) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the forecast of a step remains as it is. */
    public boolean keeps(int step) {
        return model.length == 0 || model[step - 1] == 1;
    }

    /** Returns the weight of the model at a step. */
    public double model(int step) {
        return model.length == 0 ? 1 : model[step - 1];
    }

    /** Returns the weight of the seasonal naive forecast at a step. */
    public double seasonal(int step) {
        return model.length == 0 ? 0 : seasonal[step - 1];
    }

    /**
     * Returns the number of rows from the origin back to the value that the seasonal naive forecast of a step repeats.
     */
    public int back(int step) {
        return back(season, step);
    }

    static int back(int season, int step) {
        return season * ((step + season - 1) / season) - step;
    }

    /** Returns the largest number of rows that {@link #apply} looks back; 0 if it needs the origin only. */
    public int farthest() {
        for (double weight : seasonal) {
            if (weight > 0) {
                return season - 1;
            }
        }
        return 0;
    }

    /**
     * Returns the shrunk forecast.
     *
     * @param step the step, from 1
     * @param forecast the model's forecast
     * @param history the target's past, of at least {@link #farthest} rows before the origin
     * @return the forecast; the model's own one if the target has no value yet
     */
    public double apply(int step, double forecast, TargetHistory history) {
        double naive = history.back(0);
        if (keeps(step) || Double.isNaN(naive)) {
            return forecast;
        }
        double kept = model[step - 1];
        double drawn = naive + (kept > 0 ? kept * (forecast - naive) : 0);
        if (seasonal[step - 1] > 0) {
            double before = history.back(back(step));
            drawn += Double.isNaN(before) ? 0 : seasonal[step - 1] * (before - naive);
        }
        return drawn;
    }

    /** Writes the weights for the hash of a model; nothing if forecasts remain as they are. */
    public void identify(StateWriter out) {
        if (!none()) {
            out.putInt(season);
            out.putDoubles(model);
            out.putDoubles(seasonal);
        }
    }

    /**
     * Describes the weights at some steps, such as {@code keeps 0 to 0.35 of the forecast change}.
     *
     * @param steps the forecast steps
     * @return the text
     */
    public String describe(List<Integer> steps) {
        if (steps.stream().allMatch(this::keeps)) {
            return "none";
        }
        String text = "keeps " + range(steps.stream().mapToDouble(this::model).toArray())
                + " of the change from the naive forecast";
        return farthest() == 0
                ? text
                : text + ", adds "
                        + range(steps.stream().mapToDouble(this::seasonal).toArray())
                        + " of that of the seasonal naive forecast (" + season + " rows)";
    }

    private static String range(double[] weights) {
        String least = percent(Arrays.stream(weights).min().orElse(0));
        String most = percent(Arrays.stream(weights).max().orElse(0));
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String percent(double weight) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * weight);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shrinkage that
                && season == that.season
                && Arrays.equals(model, that.model)
                && Arrays.equals(seasonal, that.seasonal);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(model) + Arrays.hashCode(seasonal);
    }

    @Override
    public String toString() {
        return "Shrinkage[season=" + season + ", model=" + Arrays.toString(model) + ", seasonal="
                + Arrays.toString(seasonal) + "]";
    }
}
