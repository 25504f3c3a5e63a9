package io.forecastj.data;

import java.time.Duration;

/** Rule that decides when a bar of trades is complete. Not thread-safe. */
abstract class BarRule {
    /** Kind of the sum. */
    enum Measure {
        TRADES,
        VOLUME,
        DOLLAR;

        double of(double price, double quantity) {
            return switch (this) {
                case TRADES -> 1;
                case VOLUME -> quantity;
                case DOLLAR -> price * quantity;
            };
        }
    }

    /** Takes a trade and returns whether it completes the bar. */
    abstract boolean closes(double price, double quantity, int side);

    /** Returns the first end of a time bar after a time; none for other bars. */
    long endAfter(long time) {
        return Long.MAX_VALUE;
    }

    /** Returns why time cannot pass from one time to another one, or an empty text. */
    String refusal(long from, long to) {
        return "";
    }

    boolean needsPositivePrices() {
        return false;
    }

    /** Bars of equal time. */
    static final class OfTime extends BarRule {
        /** 1970-01-05, the first Monday, from which weeks count. */
        private static final long MONDAY = Duration.ofDays(4).toMillis();

        private static final Duration LONGEST = Duration.ofDays(366);
        private static final long MOST = 10_000_000;
        private final long period;

        OfTime(Duration period) {
            if (period.compareTo(Duration.ofMillis(1)) < 0
                    || period.compareTo(LONGEST) > 0
                    || period.getNano() % 1_000_000 != 0) {
                throw new IllegalArgumentException("a time bar must be whole milliseconds, at least one and at most "
                        + LONGEST + ", found " + period);
            }
            this.period = period.toMillis();
        }

        @Override
        boolean closes(double price, double quantity, int side) {
            return false;
        }

        @Override
        long endAfter(long time) {
            return MONDAY + (Math.floorDiv(time - MONDAY, period) + 1) * period;
        }

        @Override
        String refusal(long from, long to) {
            return (to - from) / period > MOST
                    ? "a time " + Duration.ofMillis(to - from) + " after the last one, more than " + MOST
                            + " bars without trades; correct the time, or give a longer period"
                    : "";
        }
    }

    /** Bars that close when a sum reaches a size. */
    static final class OfSum extends BarRule {
        private final Measure measure;
        private final double size;
        private double sum;

        OfSum(Measure measure, String what, double size) {
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the " + what + " of a bar must be above 0 and finite, found " + size);
            }
            this.measure = measure;
            this.size = size;
        }

        @Override
        boolean closes(double price, double quantity, int side) {
            sum += measure.of(price, quantity);
            if (sum < size) {
                return false;
            }
            sum = 0;
            return true;
        }

        @Override
        boolean needsPositivePrices() {
            return measure == Measure.DOLLAR;
        }
    }

    /**
     * Bars that close when the imbalance of a bar, the sum of b v, reaches the expected number of trades times the
     * absolute expected b v of a trade; b is the side of a trade, 1 or -1, and v its measure.
     */
    static final class OfImbalance extends BarRule {
        private final Measure measure;
        private final ImbalanceExpectation settings;
        private final double barWeight;
        private final double tradeWeight;
        private double expectedTrades;
        private double expectedImbalance;
        private double threshold = Double.NaN;
        private double imbalance;
        private long trades;
        private long seen;

        OfImbalance(Measure measure, ImbalanceExpectation settings) {
            this.measure = measure;
            this.settings = settings;
            this.barWeight = 2.0 / (settings.bars() + 1);
            this.tradeWeight = 2.0 / (settings.trades() + 1);
            this.expectedTrades = settings.firstTrades();
        }

        @Override
        boolean closes(double price, double quantity, int side) {
            double signed = side * measure.of(price, quantity);
            trades++;
            seen++;
            // a plain mean until the memory is full, so that the first trade does not weigh more than others
            expectedImbalance += Math.max(tradeWeight, 1.0 / seen) * (signed - expectedImbalance);
            imbalance += signed;
            boolean closes = Double.isNaN(threshold) ? trades >= settings.firstTrades() : reached();
            if (closes) {
                if (!Double.isNaN(threshold)) {
                    expectedTrades += barWeight * (trades - expectedTrades);
                    expectedTrades = Math.min(settings.mostTrades(), Math.max(settings.fewestTrades(), expectedTrades));
                }
                threshold = expectedTrades * Math.abs(expectedImbalance);
                imbalance = 0;
                trades = 0;
            }
            return closes;
        }

        /** Balanced trading would otherwise never end a bar, or end one at every trade. */
        private boolean reached() {
            return trades >= settings.mostTrades()
                    || trades >= settings.fewestTrades() && Math.abs(imbalance) >= threshold;
        }

        @Override
        boolean needsPositivePrices() {
            return measure == Measure.DOLLAR;
        }
    }
}
