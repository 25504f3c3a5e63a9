package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.internal.SamplingJson;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves predictors of series without their seasons: settings and seasonal patterns as {@code seasons.json}, the member
 * in a directory. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class DeseasonalisedFormat implements PredictorFormat {
    private static final String FILE = "seasons.json";
    private static final String MEMBER = "member";
    private static final long DAY = 86_400_000L;
    private static final long MOST_DAYS = 20_000 * 366L;

    /** Creates the format, for the service loader. */
    public DeseasonalisedFormat() {}

    @Override
    public String kind() {
        return DeseasonalisedPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof DeseasonalisedPredictor deseasonalised)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        ArrayNode seasons = root.putArray("seasons");
        Arrays.stream(deseasonalised.settings().seasons()).forEach(seasons::add);
        root.put("multiplicative", deseasonalised.settings().multiplicative())
                .put("unseen", deseasonalised.unseen().name());
        ArrayNode series = root.putArray("series");
        deseasonalised.patterns().forEach((id, pattern) -> {
            ObjectNode one = series.addObject();
            one.put("id", id).put("anchor", pattern.anchor());
            one.set("sampling", Json.tree(pattern.sampling().toMap()));
            ObjectNode parts = one.putObject("parts");
            for (double[] part : pattern.parts()) {
                Json.put(parts.putArray(String.valueOf(part.length)), part);
            }
        });
        out.text(FILE, root.toString());
        out.predictor(MEMBER, deseasonalised.member());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        if (info.targets().size() != 1) {
            throw new ModelLoadException(
                    "a model of series without their seasons has one target, found " + info.targets());
        }
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        SeasonalSettings settings =
                new SeasonalSettings(info.targets().get(0), seasons(root), root.flag("multiplicative"));
        UnseenSeries unseen = root.choice("unseen", List.of(UnseenSeries.values()), UnseenSeries::name);
        Map<String, SeasonalPattern> patterns = new LinkedHashMap<>();
        for (JsonFields one : root.objects("series")) {
            String id = one.anyText("id");
            if (patterns.put(id, pattern(one, settings)) != null) {
                throw new ModelLoadException(FILE + " has more than one pattern of the series '" + id + "'");
            }
        }
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
            return new DeseasonalisedPredictor(info, member, settings, unseen, patterns);
        } catch (RuntimeException e) {
            member.close();
            throw e;
        }
    }

    /** Reads the time of the last training row; from one far off, days and months would be counted for minutes. */
    private static long anchor(JsonFields one) {
        long anchor = one.whole("anchor");
        if (Math.abs(anchor / DAY) > MOST_DAYS) {
            throw one.fail("anchor", "milliseconds since 1970, of at most 20,000 years", String.valueOf(anchor));
        }
        return anchor;
    }

    private static int[] seasons(JsonFields root) {
        int[] seasons = root.integers("seasons", 2, Integer.MAX_VALUE).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < seasons.length; i++) {
            if (seasons[i] <= seasons[i - 1]) {
                throw root.fail("seasons", "increasing numbers", Arrays.toString(seasons));
            }
        }
        return seasons;
    }

    private static SeasonalPattern pattern(JsonFields one, SeasonalSettings settings) {
        JsonFields parts = one.object("parts");
        double[][] values = Arrays.stream(settings.seasons())
                .filter(season -> parts.has(String.valueOf(season)))
                .mapToObj(season -> parts.decimals(String.valueOf(season), season))
                .toArray(double[][]::new);
        parts.requireNoOther();
        if (settings.multiplicative()
                && Arrays.stream(values).flatMapToDouble(Arrays::stream).anyMatch(factor -> factor <= 0)) {
            throw new ModelLoadException(
                    parts.where() + ": factors must be positive, found " + Arrays.deepToString(values));
        }
        try {
            Sampling sampling = SamplingJson.read(one.object("sampling"));
            return new SeasonalPattern(anchor(one), sampling, settings.multiplicative(), values);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(one.where() + ": " + e.getMessage(), e);
        }
    }
}
