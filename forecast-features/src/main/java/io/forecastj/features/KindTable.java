package io.forecastj.features;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of {@link Catalogue} by name. A kind's class, with its functions, is initialised when a text first names
 * it: all of them take some 80 ms in a JVM that has just started, and a pipeline has a part of them.
 */
final class KindTable {
    private static final String NAMES =
            "absoluteChange acceleration adChange adx affine alphaBar amihud argmax argmin aroon "
                    + "asOf atr autocorrelation barForce bearishEngulfing beta bodySize bodyToRange bollinger "
                    + "bullishEngulfing buyingPressure candles cci changePair clip cmf comoments consecutive "
                    + "correlation corwinSchultz covariance cyclic darkCloudCover dayOfMonth dayOfWeek "
                    + "dayOfYear daysSinceHoliday daysToHoliday difference directionalMovement doji donchian "
                    + "efficiency ema eveningStar ewStd expandingMean falling fourier garch garmanKlass "
                    + "garmanKlassVariance guardedRatio hammer harami highLowSpread holiday hourOfDay "
                    + "imputeLast imputeMean imputeMedian is keltner kurtosis lag linearRegression log log1p "
                    + "logReturns lowerShadow macd marketPressure marubozu max mean median mfi min minMaxScale "
                    + "minus moments moneyFlow monthOfYear morningStar movement obvChange parkinson "
                    + "parkinsonVariance piercingLine pivots position priceImpact quantile quantileClass "
                    + "quarterOfYear rank ratio realisedVolatility regime relative returns rising robustScale "
                    + "roc rogersSatchell rogersSatchellVariance rollSpread rsi runLength sampleStd session "
                    + "shape shootingStar signedMoneyFlow signedVolume sinceMax sinceMin skew squaredReturn "
                    + "standardScale std stochastic sum threeBlackCrows threeWhiteSoldiers trendClass trix "
                    + "trueRange turnover tweezerBottom tweezerTop typicalPrice ultimateOscillator upperShadow "
                    + "volumeImbalance volumeRatio vwapDistance weekOfYear weightedMove wilder williamsR "
                    + "winsorise yangZhang zscore";

    private static final Map<String, FeatureRegistry.Factory> FACTORIES = factoriesByName();

    private KindTable() {}

    /** The factory of each kind. */
    static Map<String, FeatureRegistry.Factory> factories() {
        return FACTORIES;
    }

    private static Map<String, FeatureRegistry.Factory> factoriesByName() {
        Map<String, FeatureRegistry.Factory> byName = new TreeMap<>();
        for (String name : NAMES.split(" ")) {
            byName.put(name, new ByName(name));
        }
        return Collections.unmodifiableMap(byName);
    }

    /** Looks the kind up when it makes a feature. */
    private record ByName(String name) implements FeatureRegistry.Factory {
        @Override
        public Feature create(List<Feature> inputs, double[] arguments) {
            Kind kind = find(name);
            if (kind == null) {
                throw new AssertionError("the table lacks the kind " + name);
            }
            return kind.create(inputs, arguments);
        }
    }

    /** Returns the kind of a name; null if there is none. */
    static @Nullable Kind find(String name) {
        return switch (name) {
            case "absoluteChange" -> AbsoluteChange.KIND;
            case "acceleration" -> Acceleration.KIND;
            case "adChange" -> MoneyFlow.AD_CHANGE;
            case "adx" -> Adx.KIND;
            case "affine" -> OneValue.AFFINE;
            case "alphaBar" -> AlphaBar.KIND;
            case "amihud" -> Amihud.KIND;
            case "argmax" -> ArgExtreme.MAX;
            case "argmin" -> ArgExtreme.MIN;
            case "aroon" -> Aroon.KIND;
            case "asOf" -> AsOf.KIND;
            case "atr" -> TrueRange.ATR;
            case "autocorrelation" -> Comoments.AUTOCORRELATION;
            case "barForce" -> Pressure.FORCE;
            case "bearishEngulfing" -> CandleKinds.BEARISH_ENGULFING;
            case "beta" -> Comoments.BETA;
            case "bodySize" -> BodySize.KIND;
            case "bodyToRange" -> BarShape.BODY_TO_RANGE;
            case "bollinger" -> Bollinger.KIND;
            case "bullishEngulfing" -> CandleKinds.BULLISH_ENGULFING;
            case "buyingPressure" -> BuyingPressure.KIND;
            case "candles" -> Candles.KIND;
            case "cci" -> Cci.KIND;
            case "changePair" -> RollSpread.ChangePair.KIND;
            case "clip" -> OneValue.CLIP;
            case "cmf" -> MoneyFlow.CHAIKIN;
            case "comoments" -> Comoments.KIND;
            case "consecutive" -> Consecutive.KIND;
            case "correlation" -> Comoments.CORRELATION;
            case "corwinSchultz" -> CorwinSchultz.KIND;
            case "covariance" -> Comoments.COVARIANCE;
            case "cyclic" -> Cyclic.KIND;
            case "darkCloudCover" -> CandleKinds.DARK_CLOUD_COVER;
            case "dayOfMonth" -> Calendar.DAY_OF_MONTH;
            case "dayOfWeek" -> Calendar.DAY_OF_WEEK;
            case "dayOfYear" -> Calendar.DAY_OF_YEAR;
            case "daysSinceHoliday" -> Holidays.DAYS_SINCE;
            case "daysToHoliday" -> Holidays.DAYS_TO;
            case "difference" -> Changes.DIFFERENCE;
            case "directionalMovement" -> DirectionalMovement.KIND;
            case "doji" -> CandleKinds.DOJI;
            case "donchian" -> Donchian.KIND;
            case "efficiency" -> Efficiency.KIND;
            case "ema" -> Smoothing.EMA;
            case "eveningStar" -> CandleKinds.EVENING_STAR;
            case "ewStd" -> EwStd.KIND;
            case "expandingMean" -> ExpandingMean.KIND;
            case "falling" -> Movement.FALLING;
            case "fourier" -> Fourier.KIND;
            case "garch" -> Garch.KIND;
            case "garmanKlass" -> GarmanKlass.KIND;
            case "garmanKlassVariance" -> GarmanKlass.VARIANCE;
            case "guardedRatio" -> AlphaArithmetic.GUARDED_RATIO;
            case "hammer" -> CandleKinds.HAMMER;
            case "harami" -> CandleKinds.HARAMI;
            case "highLowSpread" -> CorwinSchultz.PAIR;
            case "holiday" -> Holidays.KIND;
            case "hourOfDay" -> Calendar.HOUR_OF_DAY;
            case "imputeLast" -> ImputeLast.KIND;
            case "imputeMean" -> Impute.MEAN;
            case "imputeMedian" -> Impute.MEDIAN;
            case "is" -> OneHot.KIND;
            case "keltner" -> Keltner.KIND;
            case "kurtosis" -> SkewKurtosis.KURTOSIS;
            case "lag" -> Lag.KIND;
            case "linearRegression" -> LinearRegression.KIND;
            case "log" -> Arithmetic.LOG;
            case "log1p" -> OneValue.LOG1P;
            case "logReturns" -> Changes.LOG_RETURNS;
            case "lowerShadow" -> BarShape.LOWER_SHADOW;
            case "macd" -> Macd.KIND;
            case "marketPressure" -> Pressure.KIND;
            case "marubozu" -> CandleKinds.MARUBOZU;
            case "max" -> RollingExtreme.MAX;
            case "mean" -> RollingMean.KIND;
            case "median" -> RollingQuantile.MEDIAN;
            case "mfi" -> MoneyFlowIndex.KIND;
            case "min" -> RollingExtreme.MIN;
            case "minMaxScale" -> Scaling.MIN_MAX;
            case "minus" -> Arithmetic.MINUS;
            case "moments" -> Moments.KIND;
            case "moneyFlow" -> MoneyFlow.KIND;
            case "monthOfYear" -> Calendar.MONTH_OF_YEAR;
            case "morningStar" -> CandleKinds.MORNING_STAR;
            case "movement" -> Movement.KIND;
            case "obvChange" -> SignedVolume.OBV_CHANGE;
            case "parkinson" -> Parkinson.KIND;
            case "parkinsonVariance" -> Parkinson.VARIANCE;
            case "piercingLine" -> CandleKinds.PIERCING_LINE;
            case "pivots" -> Pivots.KIND;
            case "position" -> Arithmetic.POSITION;
            case "priceImpact" -> Amihud.IMPACT;
            case "quantile" -> RollingQuantile.KIND;
            case "quantileClass" -> QuantileClass.KIND;
            case "quarterOfYear" -> Calendar.QUARTER_OF_YEAR;
            case "rank" -> RollingRank.KIND;
            case "ratio" -> Arithmetic.RATIO;
            case "realisedVolatility" -> RealisedVolatility.KIND;
            case "regime" -> Regime.KIND;
            case "relative" -> Arithmetic.RELATIVE;
            case "returns" -> Changes.RETURNS;
            case "rising" -> Movement.RISING;
            case "robustScale" -> Scaling.ROBUST;
            case "roc" -> Roc.KIND;
            case "rogersSatchell" -> RogersSatchell.KIND;
            case "rogersSatchellVariance" -> RogersSatchell.VARIANCE;
            case "rollSpread" -> RollSpread.KIND;
            case "rsi" -> Rsi.KIND;
            case "runLength" -> RunLength.KIND;
            case "sampleStd" -> Moments.SAMPLE_STD;
            case "session" -> Session.KIND;
            case "shape" -> SkewKurtosis.KIND;
            case "shootingStar" -> CandleKinds.SHOOTING_STAR;
            case "signedMoneyFlow" -> MoneyFlowIndex.FLOW;
            case "signedVolume" -> SignedVolume.KIND;
            case "sinceMax" -> SinceExtreme.MAX;
            case "sinceMin" -> SinceExtreme.MIN;
            case "skew" -> SkewKurtosis.SKEW;
            case "squaredReturn" -> RealisedVolatility.SQUARED_RETURN;
            case "standardScale" -> StandardScale.KIND;
            case "std" -> Moments.STD;
            case "stochastic" -> Stochastic.KIND;
            case "sum" -> RollingMean.SUM;
            case "threeBlackCrows" -> CandleKinds.THREE_BLACK_CROWS;
            case "threeWhiteSoldiers" -> CandleKinds.THREE_WHITE_SOLDIERS;
            case "trendClass" -> TrendClass.KIND;
            case "trix" -> Trix.KIND;
            case "trueRange" -> TrueRange.KIND;
            case "turnover" -> Vwap.TURNOVER;
            case "tweezerBottom" -> CandleKinds.TWEEZER_BOTTOM;
            case "tweezerTop" -> CandleKinds.TWEEZER_TOP;
            case "typicalPrice" -> BarShape.TYPICAL_PRICE;
            case "ultimateOscillator" -> UltimateOscillator.KIND;
            case "upperShadow" -> BarShape.UPPER_SHADOW;
            case "volumeImbalance" -> SignedVolume.IMBALANCE;
            case "volumeRatio" -> VolumeRatio.KIND;
            case "vwapDistance" -> Vwap.DISTANCE;
            case "weekOfYear" -> Calendar.WEEK_OF_YEAR;
            case "weightedMove" -> AlphaArithmetic.WEIGHTED_MOVE;
            case "wilder" -> Smoothing.WILDER;
            case "williamsR" -> WilliamsR.KIND;
            case "winsorise" -> Winsorise.KIND;
            case "yangZhang" -> YangZhang.KIND;
            case "zscore" -> Moments.ZSCORE;
            default -> null;
        };
    }
}
