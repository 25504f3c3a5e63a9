package io.forecastj.models.fallback;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves a predictor with fallbacks: each member in a directory, the settings in the predictor's description. Stateless
 * and thread-safe.
 *
 * @hidden
 */
public final class FallbackFormat implements PredictorFormat {
    private static final String COUNT = "members.txt";
    private static final int MOST_MEMBERS = 1_000;

    /** Creates the format. */
    public FallbackFormat() {}

    @Override
    public String kind() {
        return FallbackPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof FallbackPredictor fallback)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        List<Predictor> members = fallback.members();
        out.text(COUNT, Integer.toString(members.size()));
        for (int i = 0; i < members.size(); i++) {
            out.predictor(directory(i), members.get(i));
        }
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        int count = count(in.text(COUNT));
        ArgumentChecks.fewEnough("members' points", count, info.targets().size(), info.horizon());
        List<Predictor> members = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                members.add(in.predictor(directory(i)));
            }
            return FallbackPredictor.of(info, members);
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            throw e instanceof IllegalArgumentException
                    ? new ModelLoadException("not a predictor with fallbacks: " + e.getMessage(), e)
                    : e;
        }
    }

    private static String directory(int member) {
        return "member-" + (member + 1);
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 2 && count <= MOST_MEMBERS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new ModelLoadException(
                COUNT + " should hold a number of members from 2 to " + MOST_MEMBERS + ", found '" + text + "'");
    }
}
