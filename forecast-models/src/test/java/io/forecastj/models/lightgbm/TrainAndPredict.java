package io.forecastj.models.lightgbm;

/** What the child processes of {@link NativeLibraryTest} run: trains, predicts by both engines, compares. */
final class TrainAndPredict {
    private TrainAndPredict() {}

    public static void main(String[] args) {
        LightGbmModel model = TestModels.model(1);
        double[] row = new double[TestModels.FEATURES.size()];
        try (LightGbmModel nativeModel = model.withEngine(Engine.NATIVE)) {
            System.out.println(model.predict(row) == nativeModel.predict(row) ? "equal" : "different");
        }
    }
}
