package io.forecastj.models.conformal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;

/** Writes and reads the settings as JSON. */
final class SettingsJson {
    private static final String FIXED = "fixed";
    private static final String ACI = "aci";
    private static final String AGGREGATED = "aggregated";
    private static final String CONTROL = "control";

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
        if (settings.control() != WidthControl.NONE) {
            out.put(CONTROL, settings.control().word());
        }
    }

    static ConformalSettings read(JsonFields fields) {
        try {
            return new ConformalSettings(
                    Arrays.stream(fields.decimals("coverages")).boxed().toList(),
                    adaptation(fields),
                    fields.flag("asymmetric"),
                    fields.flag("fromQuantiles"),
                    fields.integer("volatilityRows", 0, Integer.MAX_VALUE),
                    fields.integer("window", 0, Integer.MAX_VALUE),
                    control(fields));
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(fields.where() + " are out of range: " + e.getMessage(), e);
        }
    }

    /** Reads the control; a model from before there was one has none. */
    private static WidthControl control(JsonFields fields) {
        return fields.has(CONTROL)
                ? fields.choice(CONTROL, List.of(WidthControl.values()), WidthControl::word)
                : WidthControl.NONE;
    }

    private static Adaptation adaptation(JsonFields fields) {
        return switch (fields.choice("adaptation", List.of(FIXED, ACI, AGGREGATED))) {
            case FIXED -> Conformal.fixed();
            case ACI -> Conformal.aci(fields.decimal("gamma"));
            default -> Conformal.aggregated();
        };
    }
}
