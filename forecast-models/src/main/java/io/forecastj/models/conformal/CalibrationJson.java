package io.forecastj.models.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A calibration as JSON; a reader knows the shapes from the settings and checks each. */
final class CalibrationJson {
    private final ConformalSettings settings;
    private final int targets;
    private final int steps;

    CalibrationJson(ConformalSettings settings, int targets, int steps) {
        this.settings = settings;
        this.targets = targets;
        this.steps = steps;
    }

    static void write(Calibration calibration, ObjectNode out) {
        put(out.putArray("profiles"), calibration.profiles());
        put(out.putArray("pooled"), calibration.pooled());
        ArrayNode series = out.putArray("series");
        calibration.series().forEach((id, start) -> {
            ObjectNode one = series.addObject().put("id", id);
            ArrayNode spreads = one.putArray("spreads");
            for (double spread : start.spreads()) {
                // JSON has no NaN: a spread that is not known is null
                if (Double.isNaN(spread)) {
                    spreads.addNull();
                } else {
                    spreads.add(spread);
                }
            }
            Json.put(one.putArray("volatilities"), start.volatilities());
            put(one.putArray("cells"), start.cells());
        });
    }

    private static void put(ArrayNode out, StepState[][] cells) {
        for (StepState[] ofTarget : cells) {
            ArrayNode steps = out.addArray();
            for (StepState cell : ofTarget) {
                ObjectNode node = steps.addObject().put("borrowed", cell.borrowed());
                put(node.putArray("scores"), cell.scores());
                put(node.putArray("trackers"), cell.trackers());
            }
        }
    }

    private static void put(ArrayNode out, double[][] rows) {
        for (double[] row : rows) {
            Json.put(out.addArray(), row);
        }
    }

    Calibration read(JsonNode node, String where) {
        JsonNode profiles = array(node.path("profiles"), targets, where + " profiles");
        double[][] profile = new double[targets][];
        for (int target = 0; target < targets; target++) {
            profile[target] = Json.numbers(profiles.get(target), steps, where + " profiles[" + target + "]");
        }
        StepState[][] pooled = cells(node.path("pooled"), where + " pooled");
        Map<String, SeriesStart> series = new LinkedHashMap<>();
        JsonNode all = node.path("series");
        for (int s = 0; s < array(all, all.size(), where + " series").size(); s++) {
            String at = where + " series[" + s + "]";
            JsonNode id = all.get(s).path("id");
            if (!id.isTextual() || series.put(id.textValue(), start(all.get(s), at)) != null) {
                throw new ModelLoadException(at + " id should be a text of its own, found " + id);
            }
        }
        return new Calibration(profile, pooled, series);
    }

    private SeriesStart start(JsonNode node, String where) {
        JsonNode known = array(node.path("spreads"), targets, where + " spreads");
        double[] spreads = new double[targets];
        for (int target = 0; target < targets; target++) {
            spreads[target] = known.get(target).isNull()
                    ? Double.NaN
                    : Json.number(known.get(target), where + " spreads[" + target + "]");
        }
        return new SeriesStart(
                spreads,
                Json.numbers(node.path("volatilities"), targets, where + " volatilities"),
                cells(node.path("cells"), where + " cells"));
    }

    private StepState[][] cells(JsonNode node, String where) {
        array(node, targets, where);
        StepState[][] cells = new StepState[targets][steps];
        for (int target = 0; target < targets; target++) {
            JsonNode ofTarget = array(node.get(target), steps, where + "[" + target + "]");
            for (int step = 0; step < steps; step++) {
                cells[target][step] = cell(ofTarget.get(step), where + "[" + target + "][" + step + "]");
            }
        }
        return cells;
    }

    private StepState cell(JsonNode node, String where) {
        double[][] scores = new double[settings.windows()][];
        JsonNode windows = array(node.path("scores"), scores.length, where + " scores");
        for (int window = 0; window < scores.length; window++) {
            JsonNode one = windows.get(window);
            if (one.size() > settings.window() || one.size() < settings.scoresNeeded()) {
                throw new ModelLoadException(where + " scores[" + window + "] should be " + settings.scoresNeeded()
                        + " to " + settings.window() + " numbers, found " + one.size());
            }
            scores[window] = Json.numbers(one, one.size(), where + " scores[" + window + "]");
        }
        int borrowed = SettingsJson.whole(node, "borrowed", where);
        if (borrowed > scores[0].length) {
            throw new ModelLoadException(
                    where + " borrowed should be at most " + scores[0].length + ", found " + borrowed);
        }
        JsonNode states = node.path("trackers");
        int count = states.size() == 0 ? 0 : settings.trackers();
        array(states, count, where + " trackers");
        double[][] trackers = new double[count][];
        int numbers = Tracker.stateSize(Tracker.gammas(settings.adaptation()).length);
        for (int t = 0; t < count; t++) {
            trackers[t] = Json.numbers(states.get(t), numbers, where + " trackers[" + t + "]");
        }
        return new StepState(scores, trackers, borrowed);
    }

    private static JsonNode array(JsonNode node, int length, String where) {
        if (!node.isArray() || node.size() != length) {
            throw new ModelLoadException(where + " should be an array of " + length + ", found "
                    + (node.isArray() ? node.size() : node.getNodeType()));
        }
        return node;
    }
}
