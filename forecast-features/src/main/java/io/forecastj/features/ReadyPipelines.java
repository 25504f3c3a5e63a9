package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.ArrayList;
import java.util.List;

/** The pipelines that {@link Features} offers ready-made. */
final class ReadyPipelines {
    /** How many steps ahead the earlier seasons' changes are shown. */
    private static final int SEASONAL_STEPS = 7;

    private ReadyPipelines() {}

    static FeaturePipeline standardOhlcv() {
        PriceFeatures price = Features.price();
        TrendFeatures trend = Features.trend();
        RollingFeatures rolling = Features.rolling();
        Feature close = Features.column(Ohlcv.CLOSE);
        Feature logReturn = price.logReturns(close, 1);
        Feature macd = trend.macd(close, 12, 26, 9);
        return FeaturePipeline.of(
                        logReturn,
                        price.logReturns(close, 2),
                        price.logReturns(close, 3),
                        price.logReturns(close, 5),
                        price.logReturns(close, 10),
                        Features.lag(logReturn, 1),
                        Features.lag(logReturn, 2),
                        price.gap(),
                        price.body(),
                        price.range(),
                        price.closeLocation(),
                        price.relative(close, trend.sma(close, 5)),
                        price.relative(close, trend.sma(close, 20)),
                        price.relative(close, trend.ema(close, 10)),
                        price.relative(close, trend.ema(close, 20)),
                        price.ratio(macd.output("line"), close),
                        price.ratio(macd.output("signal"), close),
                        price.ratio(macd.output("histogram"), close),
                        Features.momentum().rsi(close, 14),
                        Features.momentum().stochastic(14),
                        price.relative(close, rolling.max(close, 20)),
                        price.relative(close, rolling.min(close, 20)),
                        price.ratio(Features.volatility().atr(14), close),
                        rolling.std(logReturn, 5),
                        rolling.std(logReturn, 20),
                        rolling.zscore(logReturn, 20),
                        Features.volatility().bollinger(close, 20, 2),
                        Features.volume().ratio(5),
                        Features.volume().ratio(20),
                        Features.calendar().dayOfWeek(),
                        Features.calendar().monthOfYear())
                .plus(flow())
                .plus(shapes(close));
    }

    /** Who trades how much. */
    private static Feature[] flow() {
        VolumeFeatures volume = Features.volume();
        return new Feature[] {
            volume.imbalance(5),
            volume.imbalance(20),
            volume.chaikinMoneyFlow(20),
            volume.vwapDistance(20),
            Features.price().ratio(volume.amihud(5), volume.amihud(20)),
            volume.rollSpread(20),
            volume.corwinSchultz(20),
            volume.pressure(5),
            volume.pressure(20)
        };
    }

    /** Patterns of the last bars, trends, and the calendar. */
    private static Feature[] shapes(Feature close) {
        CalendarFeatures calendar = Features.calendar();
        return new Feature[] {
            Features.patterns().candles(10),
            Features.patterns().consecutive(close, 10),
            Features.patterns().pivots(3, 50),
            Features.market().efficiency(close, 10),
            Features.market().efficiency(close, 20),
            Features.market().trendClass(close, 20, 0.3),
            calendar.hourOfDay(),
            calendar.dayOfMonth(),
            calendar.weekOfYear(),
            calendar.quarterOfYear()
        };
    }

    static FeaturePipeline univariate(Feature y, int season) {
        if (season < 1 || season > 100_000) {
            throw new IllegalArgumentException("seasonLength must be from 1 to 100000, found " + season);
        }
        PriceFeatures arithmetic = Features.price();
        Feature change = Features.difference(y, 1);
        List<Feature> features = new ArrayList<>(
                List.of(change, Features.lag(change, 1), Features.lag(change, 2), Features.difference(y, 3)));
        if (season > 1) {
            features.addAll(seasonal(y, season));
        }
        int window = Math.max(season, 4);
        RollingFeatures rolling = Features.rolling();
        features.addAll(List.of(
                arithmetic.minus(rolling.mean(y, window), y),
                arithmetic.minus(rolling.mean(y, 2 * window), y),
                rolling.std(y, window),
                rolling.zscore(y, 2 * window),
                arithmetic.position(y, rolling.min(y, window), rolling.max(y, window)),
                Features.calendar().hourOfDay(),
                Features.calendar().dayOfWeek(),
                Features.calendar().monthOfYear(),
                Features.calendar().fourier(365.25, 1),
                Features.calendar().fourier(365.25, 2)));
        return FeaturePipeline.of(distinct(features));
    }

    /**
     * The change since a season before; and, for the next few steps, the change from now to where that step was a
     * season and two seasons before: the forecast of the seasonal naive method, as a change.
     */
    private static List<Feature> seasonal(Feature y, int season) {
        List<Feature> features = new ArrayList<>();
        features.add(Features.difference(y, season));
        for (int step = 1; step <= Math.min(SEASONAL_STEPS, season - 1); step++) {
            features.add(Features.price().minus(Features.lag(y, season - step), y));
        }
        features.add(Features.price().minus(Features.lag(y, 2 * season - 1), y));
        return features;
    }

    private static List<Feature> distinct(List<Feature> features) {
        return features.stream().distinct().toList();
    }
}
