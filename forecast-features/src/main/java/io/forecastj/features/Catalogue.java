package io.forecastj.features;

import java.util.List;

/**
 * The kinds of features of this library, one line for each; {@code docs/features.md} names the class of each kind.
 * {@link KindTable} has them by name.
 */
final class Catalogue {
    static final List<Group> GROUPS = List.of(
            new Group(
                    "Arithmetic of one row",
                    Arithmetic.LOG,
                    Arithmetic.MINUS,
                    Arithmetic.RATIO,
                    Arithmetic.RELATIVE,
                    Arithmetic.POSITION,
                    OneValue.LOG1P,
                    OneValue.CLIP,
                    OneValue.AFFINE),
            new Group(
                    "Shape and acceleration of prices",
                    BarShape.UPPER_SHADOW,
                    BarShape.LOWER_SHADOW,
                    BarShape.BODY_TO_RANGE,
                    BarShape.TYPICAL_PRICE,
                    Acceleration.KIND),
            new Group(
                    "Lags and changes", Lag.KIND, Changes.DIFFERENCE, Changes.RETURNS, Changes.LOG_RETURNS, AsOf.KIND),
            new Group(
                    "Rolling windows",
                    RollingMean.KIND,
                    RollingExtreme.MIN,
                    RollingExtreme.MAX,
                    Moments.KIND,
                    Moments.STD,
                    Moments.ZSCORE,
                    Moments.SAMPLE_STD,
                    RollingMean.SUM,
                    SkewKurtosis.KIND,
                    SkewKurtosis.SKEW,
                    SkewKurtosis.KURTOSIS,
                    Comoments.KIND,
                    Comoments.COVARIANCE,
                    Comoments.CORRELATION,
                    Comoments.BETA,
                    Comoments.AUTOCORRELATION,
                    RollingQuantile.KIND,
                    RollingQuantile.MEDIAN,
                    RollingRank.KIND,
                    ArgExtreme.MIN,
                    ArgExtreme.MAX,
                    Movement.KIND,
                    Movement.RISING,
                    Movement.FALLING,
                    EwStd.KIND,
                    ExpandingMean.KIND),
            new Group(
                    "Trend",
                    Smoothing.EMA,
                    Smoothing.WILDER,
                    Macd.KIND,
                    DirectionalMovement.KIND,
                    Adx.KIND,
                    SinceExtreme.MIN,
                    SinceExtreme.MAX,
                    Aroon.KIND,
                    LinearRegression.KIND),
            new Group(
                    "Momentum",
                    Rsi.KIND,
                    Stochastic.KIND,
                    WilliamsR.KIND,
                    Roc.KIND,
                    Cci.KIND,
                    MoneyFlowIndex.FLOW,
                    MoneyFlowIndex.KIND,
                    Trix.KIND,
                    BuyingPressure.KIND,
                    UltimateOscillator.KIND),
            new Group(
                    "Volatility",
                    Bollinger.KIND,
                    TrueRange.KIND,
                    TrueRange.ATR,
                    Keltner.KIND,
                    Donchian.KIND,
                    Parkinson.VARIANCE,
                    Parkinson.KIND,
                    GarmanKlass.VARIANCE,
                    GarmanKlass.KIND,
                    RogersSatchell.VARIANCE,
                    RogersSatchell.KIND,
                    YangZhang.KIND,
                    RealisedVolatility.SQUARED_RETURN,
                    RealisedVolatility.KIND),
            new Group(
                    "Volume",
                    VolumeRatio.KIND,
                    SignedVolume.KIND,
                    SignedVolume.OBV_CHANGE,
                    SignedVolume.IMBALANCE,
                    MoneyFlow.KIND,
                    MoneyFlow.AD_CHANGE,
                    MoneyFlow.CHAIKIN,
                    Vwap.TURNOVER,
                    Vwap.DISTANCE,
                    Amihud.IMPACT,
                    Amihud.KIND,
                    RollSpread.ChangePair.KIND,
                    RollSpread.KIND,
                    CorwinSchultz.PAIR,
                    CorwinSchultz.KIND,
                    Pressure.FORCE,
                    Pressure.KIND),
            new Group(
                    "Patterns",
                    BodySize.KIND,
                    Candles.KIND,
                    CandleKinds.DOJI,
                    CandleKinds.HAMMER,
                    CandleKinds.SHOOTING_STAR,
                    CandleKinds.BULLISH_ENGULFING,
                    CandleKinds.BEARISH_ENGULFING,
                    CandleKinds.MORNING_STAR,
                    CandleKinds.EVENING_STAR,
                    CandleKinds.THREE_WHITE_SOLDIERS,
                    CandleKinds.THREE_BLACK_CROWS,
                    CandleKinds.HARAMI,
                    CandleKinds.PIERCING_LINE,
                    CandleKinds.DARK_CLOUD_COVER,
                    CandleKinds.TWEEZER_TOP,
                    CandleKinds.TWEEZER_BOTTOM,
                    CandleKinds.MARUBOZU,
                    Consecutive.KIND,
                    Pivots.KIND),
            new Group(
                    "Market",
                    Garch.KIND,
                    Regime.KIND,
                    QuantileClass.KIND,
                    RunLength.KIND,
                    AbsoluteChange.KIND,
                    Efficiency.KIND,
                    TrendClass.KIND),
            new Group(
                    "The time",
                    Calendar.HOUR_OF_DAY,
                    Calendar.DAY_OF_WEEK,
                    Calendar.DAY_OF_MONTH,
                    Calendar.DAY_OF_YEAR,
                    Calendar.MONTH_OF_YEAR,
                    Calendar.QUARTER_OF_YEAR,
                    Calendar.WEEK_OF_YEAR,
                    Session.KIND,
                    Holidays.KIND,
                    Holidays.DAYS_TO,
                    Holidays.DAYS_SINCE,
                    Cyclic.KIND,
                    OneHot.KIND,
                    Fourier.KIND),
            new Group("Of Alpha158", AlphaBar.KIND, AlphaArithmetic.GUARDED_RATIO, AlphaArithmetic.WEIGHTED_MOVE),
            new Group(
                    "Learnt from training series",
                    StandardScale.KIND,
                    Scaling.ROBUST,
                    Scaling.MIN_MAX,
                    Winsorise.KIND,
                    Impute.MEAN,
                    Impute.MEDIAN),
            new Group("Missing values", ImputeLast.KIND));

    static final List<Kind> KINDS =
            GROUPS.stream().flatMap(group -> group.kinds().stream()).toList();

    private Catalogue() {}

    /** Related kinds, under their heading in the documentation. */
    record Group(String title, List<Kind> kinds) {
        Group(String title, Kind... kinds) {
            this(title, List.of(kinds));
        }
    }
}
