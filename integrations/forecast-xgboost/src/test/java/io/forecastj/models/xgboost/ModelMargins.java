package io.forecastj.models.xgboost;

/** Opens the sums of a model, before the objective's function, to the tests of training. */
public final class ModelMargins {
    private ModelMargins() {}

    public static float[] of(XgBoostModel model, double[][] rows) {
        int outputs = model.outputs();
        float[] all = new float[rows.length * outputs];
        double[] one = new double[outputs];
        for (int i = 0; i < rows.length; i++) {
            model.margins(rows[i], one);
            for (int k = 0; k < outputs; k++) {
                all[i * outputs + k] = (float) one[k];
            }
        }
        return all;
    }
}
