package io.forecastj.backtest.strategy;

import io.forecastj.Forecast;
import io.forecastj.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Forecast or position of an instrument at a row, as a source gives it.
 *
 * @param forecast the forecast, or null
 * @param position the position without a forecast, from a signal or as given; NaN keeps what is held
 * @param confidence the confidence of a signal; NaN for none
 */
record Opinion(@Nullable Forecast forecast, double position, double confidence) {
    static Opinion of(Forecast forecast) {
        return new Opinion(forecast, Double.NaN, Double.NaN);
    }

    static Opinion of(Signal signal) {
        return new Opinion(null, position(signal), signal.confidence());
    }

    static Opinion of(double position) {
        return new Opinion(null, position, Double.NaN);
    }

    /** A purchase is long, a sale short, and HOLD keeps what is held. */
    static double position(Signal signal) {
        return switch (signal.action()) {
            case BUY -> 1;
            case SELL -> -1;
            case HOLD -> Double.NaN;
        };
    }
}
