package io.forecastj.models.conformal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes and reads a calibration as JSON; the reader knows the shapes from the settings and checks each. */
final class CalibrationJson {
    /** Numbers in the windows of a series that are allowed in any case, 32 MB. */
    private static final long MOST_ROOM = 4_000_000;

    private final ConformalSettings settings;
    private final int targets;
    private final int steps;
    private final StepPlan[] plans;

    CalibrationJson(ConformalSettings settings, int targets, int[] steps) {
        this.settings = settings;
        this.targets = targets;
        this.steps = steps.length;
        this.plans = StepPlan.of(settings, steps);
    }

    static void write(Calibration calibration, ObjectNode out) {
        Json.put(out.putArray("profiles"), calibration.profiles());
        put(out.putArray("pooled"), calibration.pooled());
        ArrayNode series = out.putArray("series");
        calibration.series().forEach((id, start) -> {
            ObjectNode one = series.addObject().put("id", id);
            ArrayNode spreads = one.putArray("spreads");
            for (double spread : start.spreads()) {
                // JSON has no NaN: an unknown spread is null
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
                Json.put(node.putArray("scores"), cell.scores());
                Json.put(node.putArray("trackers"), cell.trackers());
            }
        }
    }

    Calibration read(JsonFields fields) {
        Map<String, SeriesStart> series = new LinkedHashMap<>();
        for (JsonFields one : fields.objects("series")) {
            String id = one.anyText("id");
            if (series.put(id, start(one)) != null) {
                throw one.fail("id", "an id given once", "'" + id + "' twice");
            }
        }
        StepState[][] pooled = cells(fields, "pooled");
        requireWindow(pooled);
        return new Calibration(fields.table("profiles", targets, steps, steps), pooled, series);
    }

    private SeriesStart start(JsonFields fields) {
        return new SeriesStart(
                fields.decimalsOrNull("spreads", targets),
                fields.decimals("volatilities", targets),
                cells(fields, "cells"));
    }

    private StepState[][] cells(JsonFields fields, String key) {
        return fields.objects(key, targets, steps).stream()
                .map(ofTarget -> IntStream.range(0, steps)
                        .mapToObj(step -> cell(ofTarget.get(step), plans[step]))
                        .toArray(StepState[]::new))
                .toArray(StepState[][]::new);
    }

    /** Refuses a window for which there would be no memory, unless the file has scores that fill a part of it. */
    private void requireWindow(StepState[][] pooled) {
        long scores = Arrays.stream(pooled)
                .flatMap(Arrays::stream)
                .mapToLong(cell -> Arrays.stream(cell.scores())
                        .mapToLong(window -> window.length)
                        .sum())
                .sum();
        long room = (long) settings.window() * settings.windows() * targets * steps;
        if (room > Math.max(MOST_ROOM, 64 * scores)) {
            throw new ModelLoadException("windows of " + settings.window() + " scores take " + room
                    + " numbers for all steps, but the file has " + scores + " scores only; was the window edited?");
        }
    }

    private StepState cell(JsonFields fields, StepPlan plan) {
        double[][] scores = fields.table("scores", settings.windows(), settings.scoresNeeded(), settings.window());
        int count = fields.node("trackers").isEmpty() ? 0 : settings.trackers();
        double[][] trackers = fields.table("trackers", count, plan.stateSize(), plan.stateSize());
        for (double[] tracker : trackers) {
            if (!plan.valid(tracker)) {
                throw fields.fail("trackers", StepPlan.VALID, Arrays.toString(tracker));
            }
        }
        return new StepState(scores, trackers, fields.integer("borrowed", 0, scores[0].length));
    }
}
