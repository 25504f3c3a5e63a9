package io.forecastj.backtest.strategy;

import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The opinions of a source about all instruments, each at the row after whose close it is known. */
final class Opinions {
    private final PriceGrid grid;
    private final List<Map<Integer, Opinion>> byRow = new ArrayList<>();
    private int outside;
    private int first = Integer.MAX_VALUE;

    Opinions(PriceGrid grid) {
        this.grid = grid;
        for (int i = 0; i < grid.instruments(); i++) {
            byRow.add(new HashMap<>());
        }
    }

    /**
     * Adds an opinion of a time. One before the first row or after the last of the bars is left out and counted.
     *
     * @throws IllegalArgumentException if the time is between two rows, so that it is unclear which of them was known,
     *     or there is another opinion of this time
     */
    void add(int instrument, Instant time, Opinion opinion) {
        TimeSeries bars = grid.bars().get(instrument);
        int row = bars.rowAtOrBefore(time);
        if (row < 0 || row == bars.length() - 1 && !bars.time(row).equals(time)) {
            outside++;
            return;
        }
        if (!bars.time(row).equals(time)) {
            throw new IllegalArgumentException("expected decisions at times of rows of '" + bars.id() + "', found "
                    + time + " between the rows of " + bars.time(row) + " and " + bars.time(row + 1)
                    + "; use the time of the last row that was known");
        }
        if (byRow.get(instrument).put(row, opinion) != null) {
            throw new IllegalArgumentException("expected one decision on '" + bars.id() + "' at " + time
                    + ", found two; simulate one path of forecasts at a time");
        }
        first = Math.min(first, grid.slot(instrument, row));
    }

    /**
     * Requires that the forecasts are of the rows of the bars.
     *
     * @throws IllegalArgumentException if their steps are of another length than the rows
     */
    void requireSameSpacing() {
        for (int i = 0; i < byRow.size(); i++) {
            Map<Integer, Forecast> forecasts = new HashMap<>();
            byRow.get(i).forEach((row, opinion) -> {
                Forecast forecast = opinion.forecast();
                if (forecast != null) {
                    forecasts.put(row, forecast);
                }
            });
            Alignment.requireSameSpacing(grid.bars().get(i), forecasts);
        }
    }

    /**
     * Requires that the bars of an instrument are the series that was forecast.
     *
     * @throws IllegalArgumentException if they have the target and another value of it at a time
     */
    void requireSameValues(int instrument, String target, Map<Instant, Double> actuals) {
        Alignment.requireSameValues(grid.bars().get(instrument), target, actuals);
    }

    /** Returns the instrument of an id, or of any id if there is only one instrument and one of the two has none. */
    int instrument(String id, int ids) {
        List<TimeSeries> bars = grid.bars();
        for (int i = 0; i < bars.size(); i++) {
            if (bars.get(i).id().equals(id)) {
                return i;
            }
        }
        if (bars.size() == 1 && ids == 1 && (id.isEmpty() || bars.get(0).id().isEmpty())) {
            return 0;
        }
        throw new IllegalArgumentException("no bars of '" + id + "'; there are bars of "
                + MessageText.list(bars.stream().map(TimeSeries::id).toList()));
    }

    @Nullable
    Opinion at(int instrument, int row) {
        return byRow.get(instrument).get(row);
    }

    /** The slot of the first opinion. */
    int firstSlot() {
        if (first == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected a forecast, signal or position at a row of the bars, found"
                    + " none" + (outside == 0 ? "" : "; " + outside + " are outside of them"));
        }
        return first;
    }

    /** The last slot at which a position is held for some rows after its opinion. */
    int lastSlot(int rows) {
        int last = 0;
        for (int i = 0; i < byRow.size(); i++) {
            int end = grid.bars().get(i).length() - 1;
            for (int row : byRow.get(i).keySet()) {
                last = Math.max(last, grid.slot(i, (int) Math.min(end, (long) row + rows)));
            }
        }
        return last;
    }

    /** The number of opinions outside of the bars. */
    int outside() {
        return outside;
    }

    /** The number of rows without an opinion, from a slot to before another one. */
    int missing(int from, int to) {
        int missing = 0;
        for (int i = 0; i < byRow.size(); i++) {
            for (int slot = from; slot < to; slot++) {
                int row = grid.row(i, slot);
                missing += row < 0 || byRow.get(i).containsKey(row) ? 0 : 1;
            }
        }
        return missing;
    }
}
