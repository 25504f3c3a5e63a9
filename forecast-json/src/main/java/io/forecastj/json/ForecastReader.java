package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Reads forecasts: the arrays have a number for each forecast step, the builder takes one for each step. */
final class ForecastReader {
    private final PlainFields fields;
    private final PredictorInfo info;
    private final List<Integer> steps;

    private ForecastReader(PlainFields fields) {
        this.fields = fields;
        this.info = InfoReader.read(fields.object("info"));
        this.steps = info.steps();
    }

    static Forecast read(PlainFields fields) {
        return new ForecastReader(fields).forecast();
    }

    private Forecast forecast() {
        if (fields.has("steps") && !fields.integers("steps", 1, info.horizon()).equals(steps)) {
            throw fields.flaw("steps", "expected those of the info, " + steps);
        }
        String timesKey = steps.size() == info.horizon() ? "times" : "horizonTimes";
        List<Instant> times = fields.times(timesKey);
        if (times.size() != info.horizon()) {
            throw fields.flaw(timesKey, "expected " + info.horizon() + " times, found " + times.size());
        }
        List<String> classes = fields.texts("classes");
        Forecast.Builder forecast = Forecast.builder(
                info,
                fields.textOrEmpty("seriesId"),
                fields.time("origin").toEpochMilli(),
                times.stream().mapToLong(Instant::toEpochMilli).toArray(),
                fields.flag("timesEstimated"),
                classes.isEmpty() ? points() : new double[info.targets().size() * info.horizon()]);
        quantiles(forecast);
        if (!classes.isEmpty()) {
            forecast.probabilities(
                    classes,
                    bySteps(classes.stream()
                            .map(name -> fields.objectOrEmpty("probabilities").numbers(name, steps.size()))
                            .toArray(double[][]::new)));
        }
        status(forecast);
        return forecast.build();
    }

    private double[] points() {
        int horizon = info.horizon();
        double[] points = new double[info.targets().size() * horizon];
        PlainFields byTarget = fields.objectOrEmpty("points");
        for (int t = 0; t < info.targets().size(); t++) {
            double[] numbers = byTarget.numbers(info.targets().get(t), steps.size());
            for (int i = 0; i < numbers.length; i++) {
                points[t * horizon + steps.get(i) - 1] = numbers[i];
            }
        }
        return points;
    }

    /** Turns rows of numbers of the forecast steps into a row for each step up to the horizon. */
    private double[][] bySteps(double[][] rows) {
        double[][] bySteps = new double[info.horizon()][rows.length];
        for (int i = 0; i < steps.size(); i++) {
            for (int row = 0; row < rows.length; row++) {
                bySteps[steps.get(i) - 1][row] = rows[row][i];
            }
        }
        return bySteps;
    }

    private void quantiles(Forecast.Builder forecast) {
        double[] levels = fields.numbers("levels");
        PlainFields byTarget = fields.objectOrEmpty("quantiles");
        for (int t = 0; t < info.targets().size(); t++) {
            String target = info.targets().get(t);
            if (byTarget.has(target)) {
                PlainFields byLevel = byTarget.object(target);
                double[][] values = bySteps(Arrays.stream(levels)
                        .mapToObj(level -> byLevel.numbers(key(byLevel, level), steps.size()))
                        .toArray(double[][]::new));
                Arrays.stream(values).forEach(row -> unlimited(row, levels));
                forecast.quantiles(t, levels, values);
            }
        }
    }

    /** Finds the key of a level, which has fewer digits. */
    private static String key(PlainFields byLevel, double level) {
        for (String key : byLevel.keys()) {
            try {
                if (Math.abs(Double.parseDouble(key) - level) < 1e-9) {
                    return key;
                }
            } catch (NumberFormatException e) {
                throw byLevel.flaw(key, "expected a level such as 0.975");
            }
        }
        return Double.toString(level);
    }

    /**
     * Restores infinite quantiles, which JSON does not have: below the first number of a row, or above its last one.
     */
    private static void unlimited(double[] row, double[] levels) {
        boolean below = Arrays.stream(row).anyMatch(value -> !Double.isNaN(value));
        for (int i = 0; i < row.length; i++) {
            if (Double.isNaN(row[i])) {
                boolean low = below || row.length > 0 && !known(row) && levels[i] < 0.5;
                row[i] = low ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            } else {
                below = false;
            }
        }
    }

    private static boolean known(double[] row) {
        return Arrays.stream(row).anyMatch(Double::isFinite);
    }

    private void status(Forecast.Builder forecast) {
        ForecastStatus status =
                fields.has("status") ? fields.choice("status", ForecastStatus.class) : ForecastStatus.OK;
        List<String> reasons = fields.texts("reasons");
        if (status != ForecastStatus.OK && reasons.isEmpty()) {
            throw fields.flaw("reasons", "expected a reason for the status " + status);
        }
        reasons.forEach(reason -> forecast.status(status, reason));
    }
}
