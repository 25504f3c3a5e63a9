package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.MessageText;
import io.forecastj.PredictorInfo;
import java.util.Arrays;
import java.util.List;

/** Reads forecasts: the arrays have a number for each forecast step, the builder takes one for each step. */
final class ForecastReader {
    private final PlainFields fields;
    private final PredictorInfo info;
    private final List<Integer> steps;

    private ForecastReader(PlainFields fields) {
        this.fields = fields.schema(DocumentSchema.FORECAST);
        this.info = InfoReader.read(fields.document("info"));
        this.steps = info.steps();
    }

    static Forecast read(PlainFields fields) {
        return new ForecastReader(fields).forecast();
    }

    private Forecast forecast() {
        if (fields.has("targets") && !fields.texts("targets").equals(info.targets())) {
            throw fields.flaw("targets", "expected those of the info, " + MessageText.list(info.targets()));
        }
        if (fields.has("steps") && !fields.integers("steps", 1, info.horizon()).equals(steps)) {
            throw fields.flaw("steps", "expected those of the info, " + MessageText.list(steps));
        }
        List<String> classes = fields.texts("classes");
        fields.require("times", classes.isEmpty() ? "points" : "probabilities");
        fields.objectOrEmpty("points").requireOnly(classes.isEmpty() ? info.targets() : List.of());
        fields.objectOrEmpty("quantiles").requireOnly(info.targets());
        String timesKey = steps.size() == info.horizon() ? "times" : "horizonTimes";
        long[] times = fields.epochMillisOf(timesKey);
        if (times.length != info.horizon()) {
            throw fields.flaw(timesKey, "expected " + info.horizon() + " times, found " + times.length);
        }
        requireTimesOfSteps(times);
        Forecast.Builder forecast = Forecast.builder(
                info,
                fields.textOrEmpty("seriesId"),
                fields.epochMillis("origin"),
                times,
                fields.flag("timesEstimated"),
                classes.isEmpty() ? points() : new double[info.targets().size() * info.horizon()]);
        quantiles(forecast);
        PlainFields probabilities = fields.objectOrEmpty("probabilities").requireOnly(classes);
        if (!classes.isEmpty()) {
            forecast.probabilities(
                    classes,
                    bySteps(classes.stream()
                            .map(name -> probabilities.numbers(name, steps.size()))
                            .toArray(double[][]::new)));
        }
        status(forecast);
        return forecast.build();
    }

    private void requireTimesOfSteps(long[] horizonTimes) {
        long[] times = steps.stream().mapToLong(step -> horizonTimes[step - 1]).toArray();
        if (!Arrays.equals(fields.epochMillisOf("times"), times)) {
            throw fields.flaw("times", "expected those of the steps among horizonTimes");
        }
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
        boolean found = false;
        for (int t = 0; t < info.targets().size(); t++) {
            String target = info.targets().get(t);
            if (byTarget.has(target)) {
                found = true;
                PlainFields byLevel = byTarget.object(target);
                List<String> keys = LevelKeys.of(levels, byLevel);
                double[][] values = bySteps(keys.stream()
                        .map(key -> byLevel.numbers(key, steps.size()))
                        .toArray(double[][]::new));
                byLevel.requireOnly(keys);
                if (fields.notes().isEmpty()) {
                    Arrays.stream(values).forEach(row -> unlimited(row, levels));
                }
                forecast.quantiles(t, levels, values);
            }
        }
        if (levels.length > 0 && !found) {
            double[][] none = new double[info.horizon()][levels.length];
            Arrays.stream(none).forEach(row -> Arrays.fill(row, Double.NaN));
            forecast.quantiles(0, levels, none);
        }
    }

    /**
     * Restores infinite quantiles of a document without notes on its nulls: below the first number of a row, or above
     * its last one.
     */
    private static void unlimited(double[] row, double[] levels) {
        boolean known = Arrays.stream(row).anyMatch(Double::isFinite);
        boolean below = known;
        for (int i = 0; i < row.length; i++) {
            if (Double.isNaN(row[i])) {
                boolean low = below || !known && levels[i] < 0.5;
                row[i] = low ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            } else {
                below = false;
            }
        }
    }

    private void status(Forecast.Builder forecast) {
        ForecastStatus status = fields.status();
        List<String> reasons = fields.texts("reasons");
        if (status != ForecastStatus.OK && reasons.isEmpty()) {
            throw fields.flaw("reasons", "expected a reason for the status " + status);
        }
        reasons.forEach(reason -> forecast.status(status, reason));
    }
}
