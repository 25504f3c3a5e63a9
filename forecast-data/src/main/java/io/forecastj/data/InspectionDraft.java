package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings of an inspection, piece by piece. */
final class InspectionDraft {
    String file = "";
    String charset = "";
    boolean mark;
    String compression = "";
    char delimiter;
    char quote;
    char decimal;

    @Nullable
    Character comment;

    int preamble;
    boolean header;
    List<CsvPreset> presets = List.of();
    final List<CsvColumn> columns = new ArrayList<>();
    String time = "";
    String timeForm = "";
    boolean localTimes;
    String id = "";
    final List<String> values = new ArrayList<>();
    long rows;
    int series;
    long first;
    long last;

    @Nullable
    Sampling sampling;

    CsvInspection.RowOrder order = CsvInspection.RowOrder.OLDEST_FIRST;
    long duplicates;
    long gapCount;
    List<Gap> gaps = List.of();
    boolean complete = true;
    final List<String> lines = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
}
