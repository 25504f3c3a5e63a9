package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;

/**
 * Method of the mean of the last values at the same place in the season.
 *
 * @param seasonal false if all rows count as one place
 * @param window the number of values of each place that are averaged, at least 1
 */
record MeanMethod(boolean seasonal, int window) implements LocalMethod {
    static final String KIND = "mean";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        if (rows.length() == 0) {
            throw new InsufficientHistoryException("a mean needs at least one value, found none");
        }
        // a season that was not seen once leaves places without a value
        int places = seasonal && rows.length() >= season ? season : 1;
        ArgumentChecks.require(
                MeanModel.possible(places, window), "season times window", "at most 1,000,000", (long) places * window);
        MeanModel model = new MeanModel(places, window, Double.NaN);
        double[] state = model.start();
        double squares = 0;
        int errors = 0;
        double[] row = new double[1];
        for (int i = 0; i < rows.length(); i++) {
            double value = rows.values()[i];
            double error = i < places ? Double.NaN : value - model.next(state);
            if (!Double.isNaN(error)) {
                squares += error * error;
                errors++;
            }
            row[0] = value;
            model.update(state, row);
        }
        double deviation = errors < 2 || squares > Double.MAX_VALUE ? Double.NaN : Math.sqrt(squares / errors);
        return new Fitted(new MeanModel(places, window, deviation), state);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("seasonal", seasonal).put("window", window);
    }

    static LocalMethod read(JsonFields in) {
        return new MeanMethod(in.flag("seasonal"), in.integer("window", 1, MeanModel.LARGEST));
    }
}
