package io.forecastj.models.lightgbm;

import io.forecastj.ForecastException;

/** Program of the child processes of {@link NativeLibraryTest}: trains, predicts by both engines, compares. */
final class TrainAndPredict {
    private TrainAndPredict() {}

    public static void main(String[] args) {
        LightGbmModel model;
        try {
            model = TestModels.model(1);
        } catch (ForecastException e) {
            System.out.println("refused: " + e.getMessage());
            return;
        }
        double[] row = new double[TestModels.FEATURES.size()];
        try (LightGbmModel nativeModel = model.withEngine(Engine.NATIVE)) {
            System.out.println(model.predict(row) == nativeModel.predict(row) ? "equal" : "different");
        }
    }
}
