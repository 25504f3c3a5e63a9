package io.forecastj.models.saving;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;

/**
 * Saves a baseline, which has no data beyond its description. Immutable and thread-safe.
 *
 * @hidden
 */
public abstract class BaselineFormat implements PredictorFormat {
    private final String kind;

    private BaselineFormat(String kind) {
        this.kind = kind;
    }

    /**
     * Format of {@link Baselines#naive}.
     *
     * @hidden
     */
    public static final class Naive extends BaselineFormat {
        /** Creates the format. */
        public Naive() {
            super("naive");
        }
    }

    /**
     * Format of {@link Baselines#seasonalNaive}.
     *
     * @hidden
     */
    public static final class SeasonalNaive extends BaselineFormat {
        /** Creates the format. */
        public SeasonalNaive() {
            super("seasonal-naive");
        }
    }

    /**
     * Format of {@link Baselines#drift}.
     *
     * @hidden
     */
    public static final class Drift extends BaselineFormat {
        /** Creates the format. */
        public Drift() {
            super("drift");
        }
    }

    /**
     * Format of {@link Baselines#mean}.
     *
     * @hidden
     */
    public static final class Mean extends BaselineFormat {
        /** Creates the format. */
        public Mean() {
            super("mean");
        }
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final void write(Predictor predictor, ModelWriter out) {
        try (Predictor same = Baselines.of(predictor.info())) {
            if (predictor.getClass() != same.getClass()) {
                throw new IllegalArgumentException(predictor + " has the kind '" + kind + "' but is not a baseline");
            }
        }
    }

    @Override
    public final Predictor read(PredictorInfo info, ModelReader in) {
        try {
            return Baselines.of(info);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException("not the description of a baseline: " + e.getMessage(), e);
        }
    }
}
