package io.forecastj.features;

/** Indicator of a trading session, from the row's time of day. */
final class Session extends Kernel {
    static final Kind KIND = Kind.named("session")
            .number("from", 0, 24, 8)
            .number("to", 0, 24, 16.5)
            .formula("1 where from <= hour of the day < to, with fractions of the hour, else 0. Past"
                    + " midnight where to < from; the whole day where both are equal")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new Session(time, millis(a[0]), millis(a[1]));
                }
            });

    private static final double HOUR = 3_600_000;
    private static final long DAY = 86_400_000;

    private final int time;
    private final long from;
    private final long to;

    private Session(int time, long from, long to) {
        super(0);
        this.time = time;
        this.from = from;
        this.to = to;
    }

    private static long millis(double hours) {
        return Math.round(hours * HOUR);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        long now = Math.floorMod((long) row[time], DAY);
        boolean open = from < to ? from <= now && now < to : from <= now || now < to;
        out[at] = open ? 1 : 0;
    }
}
