package io.forecastj.training;

import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.training.torch.TorchEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes about a training that its file keeps: settings, losses, versions and the hash of the series. */
final class TrainingNote {
    /** Key of the architecture. */
    static final String ARCHITECTURE = "architecture";

    /** Start of the names of the parameters by which a predictor's description shows notes. */
    private static final String PARAMETER = "training.";

    private TrainingNote() {}

    /** Returns the name of the parameter by which a predictor's description shows a note. */
    static String parameter(String key) {
        return PARAMETER + key;
    }

    /** Returns the notes in a fixed order; the same training has the same ones. */
    static Map<String, Object> of(
            Architecture architecture,
            TrainingSettings settings,
            TrainingOutcome outcome,
            int rows,
            int validationRows,
            List<TimeSeries> series) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put(ARCHITECTURE, architecture.kind());
        architecture.settings().forEach(note::put);
        note.putAll(settings.asMap());
        note.put("rows", rows);
        note.put("validationRows", validationRows);
        note.put("epochsRun", outcome.epochs());
        note.put("bestEpoch", outcome.best());
        if (outcome.best() > 0) {
            note.put("trainLoss", outcome.train().get(outcome.best() - 1));
        }
        if (!outcome.validation().isEmpty()) {
            note.put("validationLoss", outcome.lowest());
        }
        note.put("engine", TorchEngine.start().version());
        note.put("dataSha256", DataHash.of(series));
        return note;
    }

    /** Returns the text that names this library as the producer of a file. */
    static String producer() {
        return "forecastj "
                + PredictorInfo.builder("neural", 1)
                        .column("y", ColumnRole.TARGET)
                        .build()
                        .libraries()
                        .get("forecastj");
    }
}
