package io.forecastj.training;

/** A rate that shrinks after epochs without a lower loss. For one thread. */
final class PlateauSchedule implements RateSchedule {
    private final int patience;
    private final double factor;
    private double rate;
    private double lowest = Double.POSITIVE_INFINITY;
    private int since;

    PlateauSchedule(double rate, int patience, double factor) {
        this.rate = rate;
        this.patience = patience;
        this.factor = factor;
    }

    @Override
    public double rate(long step) {
        return rate;
    }

    @Override
    public void epochEnded(double loss) {
        if (loss < lowest) {
            lowest = loss;
            since = 0;
        } else if (++since == patience) {
            rate *= factor;
            since = 0;
        }
    }
}
