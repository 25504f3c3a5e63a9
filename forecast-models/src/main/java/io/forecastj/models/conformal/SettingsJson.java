package io.forecastj.models.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import java.util.Arrays;

/** The settings as JSON. */
final class SettingsJson {
    private static final String FIXED = "fixed";
    private static final String ACI = "aci";
    private static final String AGGREGATED = "aggregated";

    private SettingsJson() {}

    static void write(ConformalSettings settings, ObjectNode out) {
        settings.coverages().forEach(out.putArray("coverages")::add);
        Adaptation adaptation = settings.adaptation();
        if (adaptation instanceof Adaptation.Aci aci) {
            out.put("adaptation", ACI).put("gamma", aci.gamma());
        } else {
            out.put("adaptation", adaptation instanceof Adaptation.Fixed ? FIXED : AGGREGATED);
        }
        out.put("asymmetric", settings.asymmetric())
                .put("fromQuantiles", settings.fromQuantiles())
                .put("volatilityRows", settings.volatilityRows())
                .put("window", settings.window());
    }

    static ConformalSettings read(JsonNode node, String where) {
        JsonNode coverages = node.path("coverages");
        try {
            return new ConformalSettings(
                    Arrays.stream(Json.numbers(coverages, coverages.size(), where + " coverages"))
                            .boxed()
                            .toList(),
                    adaptation(node, where),
                    flag(node, "asymmetric", where),
                    flag(node, "fromQuantiles", where),
                    whole(node, "volatilityRows", where),
                    whole(node, "window", where));
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(where + " are out of range: " + e.getMessage(), e);
        }
    }

    private static Adaptation adaptation(JsonNode node, String where) {
        String kind = node.path("adaptation").asText();
        return switch (kind) {
            case FIXED -> Conformal.fixed();
            case ACI -> Conformal.aci(Json.number(node.path("gamma"), where + " gamma"));
            case AGGREGATED -> Conformal.aggregated();
            default ->
                throw new ModelLoadException(where + " adaptation should be " + FIXED + ", " + ACI + " or " + AGGREGATED
                        + ", found '" + kind + "'");
        };
    }

    private static boolean flag(JsonNode node, String field, String where) {
        JsonNode flag = node.path(field);
        if (!flag.isBoolean()) {
            throw new ModelLoadException(where + " " + field + " should be true or false, found " + flag);
        }
        return flag.booleanValue();
    }

    static int whole(JsonNode node, String field, String where) {
        JsonNode whole = node.path(field);
        if (!whole.isInt() || whole.intValue() < 0) {
            throw new ModelLoadException(where + " " + field + " should be a whole number from 0 on, found " + whole);
        }
        return whole.intValue();
    }
}
