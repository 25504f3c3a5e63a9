package io.forecastj.training;

/** A rate that rises and falls once. For one thread. */
final class CycleSchedule implements RateSchedule {
    private static final double RISE = 0.3;
    private static final double FIRST_PART = 1.0 / 25;
    private static final double LAST_PART = FIRST_PART / 10_000;

    private final double greatest;
    private final double last;
    private final double top;

    CycleSchedule(double greatest, long steps) {
        this.greatest = greatest;
        this.last = Math.max(1, steps - 1);
        this.top = RISE * last;
    }

    @Override
    public double rate(long step) {
        double at = Math.min(step, last);
        return at < top
                ? between(greatest * FIRST_PART, greatest, at / top)
                : between(greatest, greatest * LAST_PART, (at - top) / (last - top));
    }

    /** Goes from one rate to another along half a cosine. */
    private static double between(double from, double to, double part) {
        return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
    }
}
