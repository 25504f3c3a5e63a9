package io.forecastj.store;

/** The share of the cases of long tests that is run: {@code -Dslow.percent}, all of them without it. */
final class LongRuns {
    private static final int PERCENT = Integer.getInteger("slow.percent", 100);

    private LongRuns() {}

    static int of(int cases) {
        return Math.max(1, (int) ((long) cases * PERCENT / 100));
    }
}
