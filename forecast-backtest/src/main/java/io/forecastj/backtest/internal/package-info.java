/**
 * Text that the packages of the backtester share. Not part of the API: it may change without notice.
 */
@NullMarked
package io.forecastj.backtest.internal;

import org.jspecify.annotations.NullMarked;
