package io.forecastj.testkit.models;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/** A format that breaks most promises: it notes the time, takes any predictor and reads nothing. */
public final class SloppyFormat implements PredictorFormat {
    static final String KIND = "sloppy";

    /** For the service loader. */
    public SloppyFormat() {}

    /** Makes a predictor of this kind; its season is what the format should save and does not. */
    static Predictor predictor(int season) {
        PredictorInfo info = PredictorInfo.builder(KIND, 3)
                .column("close", ColumnRole.TARGET)
                .requiredHistory(season + 1)
                .build();
        return new Sloppy(info, season);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        out.text("state.txt", "saved at " + System.nanoTime());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        return new Sloppy(info, 2);
    }

    private record Sloppy(PredictorInfo info, int season) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return Baselines.seasonalNaive("close", 3, season).fit(history).openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            throw new SnapshotException("a sloppy predictor restores nothing; open a session from history instead");
        }

        @Override
        public String modelHash() {
            return Snapshots.modelHash(info, out -> out.putInt(season));
        }

        @Override
        public void close() {}
    }
}
