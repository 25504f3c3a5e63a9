package io.forecastj.testkit.models;

import io.forecastj.StateWriter;
import io.forecastj.models.regression.RegressionModel;
import java.util.List;

/** A user's model: the sum of its inputs. */
record SumModel(List<String> features) implements RegressionModel {
    SumModel {
        features = List.copyOf(features);
    }

    @Override
    public String kind() {
        return "sum";
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public void identify(StateWriter out) {
        out.putTexts(features);
    }

    @Override
    public double predict(double[] row) {
        if (row.length != features.size()) {
            throw new IllegalArgumentException("expected " + features.size() + " values, found " + row.length);
        }
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void predict(double[] row, double[] out, int at) {
        if (at < 0 || at >= out.length) {
            throw new IllegalArgumentException("1 output at " + at + " does not fit into " + out.length);
        }
        out[at] = predict(row);
    }
}
