package io.forecastj.market;

import java.time.Instant;

/** Checks the bars of a page: their order, times and values, their range, and that they agree with the page before. */
final class PageCheck {
    /** Which bars outside the requested range a provider sends by its documentation. */
    enum Outside {
        /** None. */
        NONE,
        /** Some, beside bars in the range. */
        SOME,
        /** Any: its answers have no range. */
        ANY
    }

    private final PageRange page;
    private final Outside outside;

    PageCheck(PageRange page, Outside outside) {
        this.page = page;
        this.outside = outside;
    }

    /**
     * Returns the bars in the range, each time once.
     *
     * @param rows the bars from early to late
     * @param before the page before, all of whose bars start before this range
     * @param beforeFrom the start of the range of the page before
     * @throws FailedAttempt if the bars break a rule
     */
    BarRows inRange(BarRows rows, BarRows before, long beforeFrom) throws FailedAttempt {
        BarRows kept = new BarRows();
        for (int row = 0; row < rows.size(); row++) {
            requireSound(rows, row);
            long time = rows.time(row);
            if (page.contains(time)) {
                boolean repeated = kept.size() > 0 && kept.time(kept.size() - 1) == time;
                if (!repeated) {
                    kept.add(rows, row);
                }
            } else if (time >= beforeFrom && time < page.from()) {
                requireSame(rows, row, before);
            } else if (outside == Outside.NONE) {
                throw FailedAttempt.refused(
                        "the answer has a bar outside the requested range, at " + Instant.ofEpochMilli(time));
            }
        }
        if (kept.size() == 0 && rows.size() > 0 && outside != Outside.ANY) {
            throw FailedAttempt.refused("expected bars of the requested range, found " + rows.size() + " bars from "
                    + Instant.ofEpochMilli(rows.time(0)) + " to " + Instant.ofEpochMilli(rows.time(rows.size() - 1))
                    + ": the answer is that of another request; try again later");
        }
        return kept;
    }

    private void requireSound(BarRows rows, int row) throws FailedAttempt {
        String flaw = rows.flaw(row);
        if (!flaw.isEmpty()) {
            throw FailedAttempt.refused("bar " + row + " contradicts itself: " + flaw + " in " + rows.shown(row));
        }
        if (row == 0) {
            return;
        }
        if (rows.time(row) < rows.time(row - 1)) {
            throw FailedAttempt.refused("the bars are not in the order of their times: "
                    + Instant.ofEpochMilli(rows.time(row - 1)) + " is before " + Instant.ofEpochMilli(rows.time(row))
                    + " in the answer");
        }
        if (rows.time(row) == rows.time(row - 1) && !rows.same(row, rows, row - 1)) {
            throw contradiction(rows.shown(row - 1), rows.shown(row));
        }
    }

    private static void requireSame(BarRows rows, int row, BarRows before) throws FailedAttempt {
        int earlier = before.find(rows.time(row));
        if (earlier < 0) {
            throw contradiction("no bar in the page before", rows.shown(row));
        }
        if (!before.same(earlier, rows, row)) {
            throw contradiction(before.shown(earlier), rows.shown(row));
        }
    }

    private static FailedAttempt contradiction(String first, String second) {
        return FailedAttempt.refused(
                "the provider sent two answers for one bar: " + first + ", then " + second + "; try again later");
    }

    /** Refuses bars that do not start on the grid of the interval in UTC. */
    void requireGrid(BarRows rows) throws FailedAttempt {
        for (int row = 0; row < rows.size(); row++) {
            Instant time = Instant.ofEpochMilli(rows.time(row));
            if (!page.interval().floor(time).equals(time)) {
                throw FailedAttempt.refused(
                        "bar " + row + " starts at " + time + ", which is no start of " + page.interval()
                                + "; the one before it is " + page.interval().floor(time));
            }
        }
    }
}
