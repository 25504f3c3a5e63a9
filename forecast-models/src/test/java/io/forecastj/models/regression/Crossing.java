package io.forecastj.models.regression;

import io.forecastj.FitListener;
import io.forecastj.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regressor whose quantiles are in the wrong order: each answers one minus its level. */
public record Crossing(double level) implements Regressor {
    Crossing() {
        this(0.5);
    }

    @Override
    public String kind() {
        return "crossing";
    }

    @Override
    public Regressor quantile(double other) {
        return new Crossing(other);
    }

    @Override
    public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        double answer = 1 - level;
        return new RegressionModel() {
            @Override
            public String kind() {
                return "crossing";
            }

            @Override
            public List<String> features() {
                return training.features();
            }

            @Override
            public int outputs() {
                return 1;
            }

            @Override
            public void identify(StateWriter out) {
                out.putDouble(answer);
            }

            @Override
            public double predict(double[] row) {
                return answer;
            }

            @Override
            public void predict(double[] row, double[] out, int at) {
                out[at] = answer;
            }
        };
    }
}
