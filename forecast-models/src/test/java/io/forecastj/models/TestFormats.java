package io.forecastj.models;

import io.forecastj.ColumnRole;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/** Predictors and formats as a user would add them. */
public final class TestFormats {
    private TestFormats() {}

    public static PredictorInfo info(String kind) {
        return PredictorInfo.builder(kind, 3).column("y", ColumnRole.TARGET).build();
    }

    /** Passes everything on to another predictor. */
    record Wrapped(PredictorInfo info, Predictor inner) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return inner.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return inner.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return inner.modelHash();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    public static final class Wrapper implements PredictorFormat {
        @Override
        public String kind() {
            return "test-wrapper";
        }

        @Override
        public void write(Predictor predictor, ModelWriter out) {
            out.bytes("state.bin", new byte[] {1, 2, -3});
            out.predictor("inner", ((Wrapped) predictor).inner());
        }

        @Override
        public Predictor read(PredictorInfo info, ModelReader in) {
            if (in.bytes("state.bin")[2] != -3) {
                throw new IllegalArgumentException("the state is " + in.bytes("state.bin")[2]);
            }
            return new Wrapped(info, in.predictor("inner"));
        }
    }

    public static final class Broken implements PredictorFormat {
        @Override
        public String kind() {
            return "test-broken";
        }

        @Override
        public void write(Predictor predictor, ModelWriter out) {
            out.text("half.txt", "half");
            throw new IllegalStateException("the disk is on fire");
        }

        @Override
        public Predictor read(PredictorInfo info, ModelReader in) {
            throw new AssertionError("nothing was saved");
        }
    }
}
