package io.forecastj.lifecycle.serving;

import io.forecastj.PredictionSession;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;

/** A process that serves, reloads and forecasts, and prints whether its runtime has the Flight Recorder. */
final class ServingChild {
    private ServingChild() {}

    public static void main(String[] args) {
        StoredModel model = ModelStore.builder(new HeapStorage()).open().model("sales");
        model.publish(NumberedPredictor.plain(1), Publication.none().promoteTo("live"));
        try (ReloadingPredictor serving =
                ReloadingPredictor.follow(model, "live").open()) {
            serving.predict(ServingTest.rows(5));
            model.publish(NumberedPredictor.plain(2), Publication.none().promoteTo("live"));
            int version = serving.refresh().to();
            try (PredictionSession session = serving.openSession(ServingTest.rows(5))) {
                double[] out = new double[2];
                session.forecastInto(out);
                System.out.println(
                        (FlightRecording.AVAILABLE ? "present" : "absent") + ", " + version + " serves " + out[0]);
            }
        }
    }
}
