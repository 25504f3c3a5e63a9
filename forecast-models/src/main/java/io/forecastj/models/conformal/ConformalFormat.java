package io.forecastj.models.conformal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/**
 * Saves predictors with conformal intervals: settings and calibration as {@code calibration.json}, the member in a
 * directory. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class ConformalFormat implements PredictorFormat {
    private static final String FILE = "calibration.json";
    private static final String MEMBER = "member";

    /** Creates the format, for the service loader. */
    public ConformalFormat() {}

    @Override
    public String kind() {
        return ConformalPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof ConformalPredictor conformal)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        SettingsJson.write(conformal.settings(), root.putObject("settings"));
        CalibrationJson.write(conformal.calibration(), root.putObject("calibration"));
        out.text(FILE, root.toString());
        out.predictor(MEMBER, conformal.member());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        ConformalSettings settings = SettingsJson.read(root.object("settings"));
        int levels = settings.levels().length;
        ArgumentChecks.fewEnough("quantiles", info.targets().size(), info.horizon(), levels);
        Calibration calibration = new CalibrationJson(
                        settings,
                        info.targets().size(),
                        info.steps().stream().mapToInt(Integer::intValue).toArray())
                .read(root.object("calibration"));
        Predictor member = in.predictor(MEMBER);
        try {
            PredictorInfo inner = member.info();
            if (!inner.steps().equals(info.steps())
                    || !inner.targets().equals(info.targets())
                    || !inner.columns().equals(info.columns())
                    || inner.requiredHistory() != info.requiredHistory()) {
                throw new ModelLoadException("the member '" + inner.name() + "' should have the steps, columns and "
                        + "required history of '" + info.name() + "', found " + inner.steps() + ", " + inner.columns()
                        + ", " + inner.requiredHistory() + " and " + info.steps() + ", " + info.columns() + ", "
                        + info.requiredHistory());
            }
            return new ConformalPredictor(info, member, settings, calibration);
        } catch (RuntimeException e) {
            member.close();
            throw e;
        }
    }
}
