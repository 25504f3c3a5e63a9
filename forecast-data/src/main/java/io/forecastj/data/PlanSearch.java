package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Searches for the options that read a file, by its first lines. Each plan that it returns has read them. */
final class PlanSearch {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final String head;
    private final String file;
    private final List<ReadingPlan> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<CsvPreset> presets = new ArrayList<>();
    private ReadingPlan closest;

    /** True if a preset refuses the file without a zone, which only the caller knows: plain options would guess it. */
    private boolean zoneIsOpen;

    private PlanSearch(String head, String file, ReadingPlan start) {
        this.head = head;
        this.file = file;
        this.closest = start;
    }

    /**
     * Searches.
     *
     * @param head the first lines
     * @param file the name for messages
     * @param charset the charset that the bytes show
     */
    static PlanSearch of(String head, String file, FoundBytes.Choice charset) {
        ReadingPlan start = charset(ReadingPlan.plain(), charset);
        PlanSearch search = new PlanSearch(head, file, start);
        if (head.isEmpty()) {
            // an empty file, or a first line beyond the head: a pass over the rows shows which
            return search;
        }
        search.tryPresets(charset);
        if (search.found.size() == 1 && search.presets.size() > 1) {
            // a form that several providers have names none of them
            search.found.set(0, start.with("ohlcv()", CsvReading::ohlcv));
        }
        if (search.found.isEmpty() && !search.zoneIsOpen) {
            search.tryOptions(start);
        }
        return search;
    }

    private static ReadingPlan charset(ReadingPlan plan, FoundBytes.Choice choice) {
        Charset charset = choice.charset();
        return charset == null ? plan : plan.with(choice.call(), reading -> reading.charset(charset));
    }

    /** Returns the plans that read the first lines, each to other series; one of them if nothing is open. */
    List<ReadingPlan> found() {
        return found;
    }

    /** Returns the plan that comes closest, for what it shows of the file. */
    ReadingPlan closest() {
        return found.isEmpty() ? closest : found.get(0);
    }

    /** Returns why there is no plan, or not only one. */
    List<String> problems() {
        return problems;
    }

    /** Returns the presets whose form the file has. */
    List<CsvPreset> presets() {
        return presets;
    }

    private void tryPresets(FoundBytes.Choice charset) {
        HeadRows rows = HeadRows.of(head, new CsvReading().options());
        Map<List<TimeSeries>, ReadingPlan> plans = new LinkedHashMap<>();
        for (CsvPreset preset : CsvPreset.values()) {
            ReadingPlan plan = charset(ReadingPlan.of(preset), charset);
            boolean recognised = false;
            try {
                recognised = preset.recognises(rows, file);
                if (recognised) {
                    presets.add(preset);
                    plans.putIfAbsent(plan.read(head, file), plan);
                }
            } catch (InvalidSeriesException e) {
                problems.add("as " + preset + ": " + e.getMessage());
                if (!recognised) {
                    presets.add(preset);
                    tryDates(plan, plans);
                    tryZone(plan);
                }
            }
        }
        found.addAll(plans.values());
    }

    /** Takes UTC to show table and times of a file that is refused without a zone; it gives no line of code. */
    private void tryZone(ReadingPlan plan) {
        ReadingPlan zoned = plan.with("zone(ZoneOffset.UTC)", reading -> reading.zone(ZoneOffset.UTC));
        try {
            zoned.read(head, file);
            closest = zoned;
            zoneIsOpen = true;
        } catch (InvalidSeriesException e) {
            // the problem of the preset without it says why
        }
    }

    /** Tries both orders of day and month, which a preset does not decide. */
    private void tryDates(ReadingPlan plan, Map<List<TimeSeries>, ReadingPlan> plans) {
        for (String pattern : List.of("MM/dd/yyyy", "dd/MM/yyyy")) {
            ReadingPlan dated = plan.with("timeFormat(\"" + pattern + "\")", reading -> reading.timeFormat(pattern));
            try {
                plans.putIfAbsent(dated.read(head, file), dated);
            } catch (InvalidSeriesException e) {
                // the problem of the preset without it says why
            }
        }
    }

    private void tryOptions(ReadingPlan start) {
        Map<List<TimeSeries>, ReadingPlan> plans = new LinkedHashMap<>();
        String refusal = tryOne(start, plans);
        if (refusal == null) {
            found.addAll(plans.values());
            return;
        }
        for (Choice choice : choices(start)) {
            tryOne(start.with(choice.call(), choice.setting()), plans);
        }
        found.addAll(plans.values());
        if (found.size() != 1) {
            problems.add(refusal);
        }
    }

    /** Completes a plan and reads the first lines with it; returns the refusal, or null. */
    private @Nullable String tryOne(ReadingPlan start, Map<List<TimeSeries>, ReadingPlan> plans) {
        ReadingPlan plan = start;
        try {
            plan = PlanSteps.complete(start, head, file);
            plans.putIfAbsent(plan.read(head, file), plan);
            return null;
        } catch (InvalidSeriesException e) {
            if (plan.calls().size() > closest.calls().size()) {
                closest = plan;
            }
            return String.valueOf(e.getMessage());
        }
    }

    private record Choice(String call, Consumer<CsvReading> setting) {}

    /** Returns the options that decide where the first lines can be read in several ways. */
    private List<Choice> choices(ReadingPlan start) {
        List<Choice> all = new ArrayList<>();
        for (char delimiter : DELIMITERS) {
            all.add(new Choice(
                    "delimiter(" + NumberAdvice.literal(delimiter) + ")", reading -> reading.delimiter(delimiter)));
        }
        for (String pattern : PlanSteps.patterns(start, head)) {
            all.add(new Choice("timeFormat(" + JavaText.quote(pattern) + ")", reading -> reading.timeFormat(pattern)));
        }
        for (String column : PlanSteps.timeColumns(start, head)) {
            all.add(new Choice("time(" + JavaText.quote(column) + ")", reading -> reading.time(column)));
        }
        for (char decimal : new char[] {'.', ','}) {
            String call = "decimal('" + decimal + "')";
            char other = decimal == '.' ? ',' : '.';
            all.add(new Choice(call, reading -> reading.decimal(decimal)));
            all.add(new Choice(call + ".thousands('" + other + "')", reading -> reading.decimal(decimal)
                    .thousands(other)));
        }
        return all;
    }
}
