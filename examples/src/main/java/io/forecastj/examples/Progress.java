package io.forecastj.examples;

import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestProgress;
import java.util.Locale;

/** Shows on one line of the error stream how far a backtest has come. */
final class Progress implements BacktestListener {
    @Override
    public void onProgress(BacktestProgress progress) {
        System.err.print(String.format(
                Locale.ROOT, "\r%-70s", progress));
        System.err.flush();
    }

    static void done() {
        System.err.print(String.format("\r%-70s\r", ""));
    }
}
