package io.forecastj.models.ensemble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Target;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.Arrays;
import java.util.List;

/**
 * Saves votes: the members as directories, the weights as {@code vote.json}. Found by {@link java.util.ServiceLoader};
 * stateless and thread-safe.
 *
 * @hidden
 */
public final class VoteFormat implements PredictorFormat {
    private static final String FILE = "vote.json";

    /** Creates the format, for the service loader. */
    public VoteFormat() {}

    @Override
    public String kind() {
        return VotePredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof VotePredictor vote)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        root.put("members", vote.members().size());
        root.put("hard", vote.model().hard());
        Json.put(root.putArray("weights"), vote.model().weights());
        double[][] frequencies = vote.model().frequencies();
        if (frequencies.length > 0) {
            Json.put(root.putArray("frequencies"), frequencies);
        }
        out.text(FILE, root.toString());
        SavedMembers.write(vote.members(), out);
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        List<Predictor> members = SavedMembers.read(info, root, in);
        try {
            double[][] frequencies = {};
            if (root.has("frequencies")) {
                int classes = Target.Direction.CLASSES.size();
                frequencies = root.table("frequencies", info.horizon(), classes, classes);
            }
            double[] weights = root.decimals("weights", members.size() + (frequencies.length > 0 ? 1 : 0));
            requireShares("weights", weights);
            for (int step : info.steps()) {
                if (frequencies.length > 0) {
                    requireShares("frequencies", frequencies[step - 1]);
                }
            }
            return new VotePredictor(info, members, new VoteModel(weights, root.flag("hard"), frequencies));
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            throw e;
        }
    }

    private static void requireShares(String what, double[] values) {
        if (!Arrays.stream(values).allMatch(value -> value >= 0 && Double.isFinite(value))
                || !(Arrays.stream(values).sum() > 0)) {
            throw new ModelLoadException(FILE + " should have '" + what + "' of at least 0 that are not all 0, found "
                    + Arrays.toString(values));
        }
    }
}
