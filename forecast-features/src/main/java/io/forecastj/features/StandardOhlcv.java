package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The features of {@link Features#standardOhlcv()}, group by group.
 *
 * <p>All are relative: fractions, ratios, positions and oscillators. Features that repeat another one on another scale
 * are left out (Williams %R repeats the stochastic, the rate of change a return), and so are the exponential averages
 * over 100 and 200 rows, whose warm-up of 9 n rows would use up much of a usual series.
 */
final class StandardOhlcv {
    private static final PriceFeatures PRICE = Features.price();
    private static final TrendFeatures TREND = Features.trend();
    private static final MomentumFeatures MOMENTUM = Features.momentum();
    private static final VolatilityFeatures VOLATILITY = Features.volatility();
    private static final RollingFeatures ROLLING = Features.rolling();

    private static final Feature CLOSE = Features.column(Ohlcv.CLOSE);
    private static final Feature LOG_CLOSE = PRICE.log(CLOSE);
    private static final Feature LOG_RETURN = PRICE.logReturns(CLOSE, 1);

    private StandardOhlcv() {}

    static List<Feature> features() {
        return Stream.of(price(), trend(), momentum(), volatility(), volume(), patterns(), market(), calendar())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Feature> price() {
        List<Feature> features = new ArrayList<>();
        for (int n : new int[] {1, 2, 3, 5, 10, 20, 60}) {
            features.add(PRICE.logReturns(CLOSE, n));
        }
        for (int n : new int[] {1, 2, 3, 4, 5}) {
            features.add(Features.lag(LOG_RETURN, n));
        }
        features.addAll(List.of(
                PRICE.acceleration(CLOSE, 5),
                PRICE.acceleration(CLOSE, 10),
                PRICE.gap(),
                PRICE.body(),
                PRICE.range(),
                PRICE.upperShadow(),
                PRICE.lowerShadow(),
                PRICE.bodyToRange(),
                PRICE.closeLocation()));
        for (int n : new int[] {5, 20, 60}) {
            features.add(PRICE.relative(CLOSE, ROLLING.max(CLOSE, n)));
            features.add(PRICE.relative(CLOSE, ROLLING.min(CLOSE, n)));
        }
        return features;
    }

    private static List<Feature> trend() {
        List<Feature> features = new ArrayList<>();
        for (int n : new int[] {5, 10, 20, 50, 100, 200}) {
            features.add(PRICE.relative(CLOSE, TREND.sma(CLOSE, n)));
        }
        for (int n : new int[] {5, 10, 20, 50}) {
            features.add(PRICE.relative(CLOSE, TREND.ema(CLOSE, n)));
        }
        Feature macd = TREND.macd(CLOSE, 12, 26, 9);
        features.addAll(List.of(
                PRICE.relative(TREND.sma(CLOSE, 5), TREND.sma(CLOSE, 20)),
                PRICE.relative(TREND.sma(CLOSE, 20), TREND.sma(CLOSE, 50)),
                PRICE.ratio(macd.output("line"), CLOSE),
                PRICE.ratio(macd.output("signal"), CLOSE),
                PRICE.ratio(macd.output("histogram"), CLOSE),
                TREND.adx(14),
                TREND.aroon(25),
                TREND.linearRegression(LOG_CLOSE, 20),
                TREND.linearRegression(LOG_CLOSE, 60)));
        return features;
    }

    private static List<Feature> momentum() {
        return List.of(
                MOMENTUM.rsi(CLOSE, 7),
                MOMENTUM.rsi(CLOSE, 14),
                MOMENTUM.rsi(CLOSE, 21),
                MOMENTUM.stochastic(14),
                MOMENTUM.stochastic(14, 3, 3),
                MOMENTUM.cci(20),
                MOMENTUM.mfi(14),
                MOMENTUM.trix(CLOSE, 15),
                MOMENTUM.ultimateOscillator(7, 14, 28));
    }

    private static List<Feature> volatility() {
        return List.of(
                PRICE.ratio(VOLATILITY.atr(14), CLOSE),
                ROLLING.std(LOG_RETURN, 5),
                ROLLING.std(LOG_RETURN, 10),
                ROLLING.std(LOG_RETURN, 20),
                ROLLING.std(LOG_RETURN, 60),
                ROLLING.zscore(LOG_RETURN, 20),
                VOLATILITY.bollinger(CLOSE, 20, 2),
                VOLATILITY.keltner(20, 10, 2),
                VOLATILITY.donchian(20),
                VOLATILITY.donchian(55),
                VOLATILITY.parkinson(5),
                VOLATILITY.parkinson(20),
                VOLATILITY.garmanKlass(20),
                VOLATILITY.rogersSatchell(20),
                VOLATILITY.yangZhang(20),
                VOLATILITY.realisedVolatility(CLOSE, 10));
    }

    /** Volumes and costs of trading as proportions, since an absolute illiquidity depends on the market's size. */
    private static List<Feature> volume() {
        VolumeFeatures volume = Features.volume();
        return List.of(
                volume.ratio(5),
                volume.ratio(20),
                volume.imbalance(5),
                volume.imbalance(20),
                volume.chaikinMoneyFlow(20),
                volume.vwapDistance(20),
                PRICE.ratio(volume.amihud(5), volume.amihud(20)),
                volume.rollSpread(20),
                volume.corwinSchultz(20),
                volume.pressure(5),
                volume.pressure(20));
    }

    private static List<Feature> patterns() {
        PatternFeatures patterns = Features.patterns();
        return List.of(patterns.candles(10), patterns.consecutive(CLOSE, 10), patterns.pivots(3, 50));
    }

    /** The features without parameters that cost little: no regimes, and no search for change points. */
    private static List<Feature> market() {
        MarketFeatures market = Features.market();
        return List.of(market.efficiency(CLOSE, 10), market.efficiency(CLOSE, 20), market.trendClass(CLOSE, 20, 0.3));
    }

    private static List<Feature> calendar() {
        CalendarFeatures calendar = Features.calendar();
        return List.of(
                calendar.hourOfDay(),
                calendar.dayOfWeek(),
                calendar.dayOfMonth(),
                calendar.weekOfYear(),
                calendar.monthOfYear(),
                calendar.quarterOfYear());
    }
}
