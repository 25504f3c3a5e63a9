package io.forecastj.market.files;

import io.forecastj.market.MarketDataException;

/** Thrown inside this package if a provider has other values for bars that were final. */
final class RevisedBarsException extends MarketDataException {
    private static final long serialVersionUID = 1L;

    RevisedBarsException(String message) {
        super(message, null);
    }
}
