package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/** Class of one column's change, forecast by one model that returns a probability for each class. */
record ClassResponse(Target.Direction target) implements ColumnResponse {
    @Override
    public int outputs() {
        return Target.Direction.CLASSES.size();
    }

    @Override
    public Regressor regressor(Regressor given, int part) {
        return given.classes(outputs());
    }

    @Override
    public void answer(RegressionModel model, double[] inputs, int part, double[] answers) {
        model.predict(inputs, answers, 0);
    }

    @Override
    public String hindrance() {
        return target + " has classes, which cannot be fed back as values";
    }

    /** Keeps the probabilities unchanged and writes NaN, since a class has no value. */
    @Override
    public void decode(double base, double[] answers, double[] values) {
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public int kept() {
        return outputs();
    }

    @Override
    public void complete(Forecast.Builder forecast, List<Integer> steps, double[][] kept) {
        forecast.probabilities(Target.Direction.CLASSES, kept);
    }

    @Override
    public String notFinite(double[] points, List<Integer> steps) {
        return "";
    }

    @Override
    public boolean shrinks() {
        return false;
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
