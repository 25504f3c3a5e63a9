package io.forecastj.models.bounds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;

/**
 * Saves predictors with bounds: {@code bounds.json} with {@code floor} and {@code ceiling}, which may be absent, and
 * {@code wholeNumbers}; the member in a directory. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class BoundsFormat implements PredictorFormat {
    private static final String FILE = "bounds.json";
    private static final String MEMBER = "member";
    private static final String FLOOR = "floor";
    private static final String CEILING = "ceiling";
    private static final String WHOLE = "wholeNumbers";

    /** Creates the format, for the service loader. */
    public BoundsFormat() {}

    @Override
    public String kind() {
        return BoundedPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof BoundedPredictor bounded)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        Bounds bounds = bounded.bounds();
        ObjectNode root = Json.object();
        if (Double.isFinite(bounds.floor())) {
            root.put(FLOOR, bounds.floor());
        }
        if (Double.isFinite(bounds.ceiling())) {
            root.put(CEILING, bounds.ceiling());
        }
        root.put(WHOLE, bounds.whole());
        out.text(FILE, root.toPrettyString());
        out.predictor(MEMBER, bounded.member());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        Bounds bounds = bounds(JsonFields.parse(in.text(FILE), FILE));
        Predictor member = in.predictor(MEMBER);
        try {
            PredictorInfo inner = member.info();
            if (!inner.steps().equals(info.steps())
                    || !inner.columns().equals(info.columns())
                    || inner.requiredHistory() != info.requiredHistory()) {
                throw new ModelLoadException("the member '" + inner.name() + "' should have the steps, columns and"
                        + " required history of '" + info.name() + "', found " + inner.steps() + ", " + inner.columns()
                        + ", " + inner.requiredHistory() + " and " + info.steps() + ", " + info.columns() + ", "
                        + info.requiredHistory());
            }
            return new BoundedPredictor(info, member, bounds);
        } catch (RuntimeException e) {
            member.close();
            throw e;
        }
    }

    private static Bounds bounds(JsonFields root) {
        try {
            Bounds lower = root.has(FLOOR) ? Bounds.atLeast(root.decimal(FLOOR)) : Bounds.none();
            Bounds both = root.has(CEILING)
                    ? root.has(FLOOR)
                            ? Bounds.between(lower.floor(), root.decimal(CEILING))
                            : Bounds.atMost(root.decimal(CEILING))
                    : lower;
            return root.flag(WHOLE) ? both.wholeNumbers() : both;
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(FILE + ": " + e.getMessage(), e);
        }
    }
}
