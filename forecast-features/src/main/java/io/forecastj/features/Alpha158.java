package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Alpha158, the set of features of Microsoft's Qlib (qlib/contrib/data/loader.py, 2020): 9 of the bar's shape, 4 of its
 * prices, and 29 over each of 5 windows. Names, order and formulas are Qlib's.
 *
 * <p>Two things differ, by the rules of this library. Qlib computes over the available rows while a window is not full
 * or has gaps; here the value is NaN. In Qlib a correlation is missing where a standard deviation is below 2e-5; here,
 * where it is 0.
 */
final class Alpha158 {
    private static final int[] WINDOWS = {5, 10, 20, 30, 60};

    private final Feature open = Features.column(Ohlcv.OPEN);
    private final Feature high = Features.column(Ohlcv.HIGH);
    private final Feature low = Features.column(Ohlcv.LOW);
    private final Feature close = Features.column(Ohlcv.CLOSE);
    private final Feature volume = Features.column(Ohlcv.VOLUME);
    private final RollingFeatures rolling = Features.rolling();
    private final List<Feature> features = new ArrayList<>();

    private Alpha158() {}

    static FeaturePipeline pipeline(Feature vwap) {
        Alpha158 set = new Alpha158();
        set.bar();
        set.prices(vwap);
        set.levels();
        set.places();
        set.correlations();
        set.movements("", set.close);
        set.volumes();
        set.movements("V", set.volume);
        return FeaturePipeline.of(set.features);
    }

    private void bar() {
        Feature bar = AlphaBar.KIND.create(List.of(open, high, low, close), new double[0]);
        bar.outputs().forEach(name -> features.add(Features.named(name, bar.output(name))));
    }

    private void prices(Feature vwap) {
        features.add(Features.named("OPEN0", perClose(open)));
        features.add(Features.named("HIGH0", perClose(high)));
        features.add(Features.named("LOW0", perClose(low)));
        features.add(Features.named("VWAP0", perClose(vwap)));
    }

    private void levels() {
        add("ROC", n -> perClose(Features.lag(close, n)));
        add("MA", n -> perClose(rolling.mean(close, n)));
        add("STD", n -> perClose(rolling.sampleStd(close, n)));
        add("BETA", n -> perClose(line(n).output("slope")));
        add("RSQR", n -> line(n).output("r2"));
        add("RESI", n -> perClose(line(n).output("residual")));
        add("MAX", n -> perClose(rolling.max(high, n)));
        add("MIN", n -> perClose(rolling.min(low, n)));
        add("QTLU", n -> perClose(rolling.quantile(close, n, 0.8)));
        add("QTLD", n -> perClose(rolling.quantile(close, n, 0.2)));
    }

    private void places() {
        add("RANK", n -> rolling.rank(close, n));
        add(
                "RSV",
                n -> guardedRatio(minus(close, rolling.min(low, n)), minus(rolling.max(high, n), rolling.min(low, n))));
        add("IMAX", n -> rolling.argmax(high, n));
        add("IMIN", n -> rolling.argmin(low, n));
        add("IMXD", n -> minus(rolling.argmax(high, n), rolling.argmin(low, n)));
    }

    private void correlations() {
        Feature logVolume = OneValue.LOG1P.of(volume);
        Feature logVolumeRatio = OneValue.LOG1P.of(Features.price().ratio(volume, Features.lag(volume, 1)));
        Feature closeRatio = Features.price().ratio(close, Features.lag(close, 1));
        add("CORR", n -> rolling.correlation(close, logVolume, n));
        add("CORD", n -> rolling.correlation(closeRatio, logVolumeRatio, n));
    }

    /** Adds the features of changes: of the close with their counts, or of the volume, named with V, without. */
    private void movements(String prefix, Feature x) {
        if (prefix.isEmpty()) {
            add("CNTP", n -> rolling.rising(x, n));
            add("CNTN", n -> rolling.falling(x, n));
            add("CNTD", n -> minus(rolling.rising(x, n), rolling.falling(x, n)));
        }
        add(prefix + "SUMP", n -> guardedRatio(movement(x, n, "gain"), movement(x, n, "size")));
        add(prefix + "SUMN", n -> guardedRatio(movement(x, n, "loss"), movement(x, n, "size")));
        add(
                prefix + "SUMD",
                n -> guardedRatio(minus(movement(x, n, "gain"), movement(x, n, "loss")), movement(x, n, "size")));
    }

    private void volumes() {
        Feature move = AlphaArithmetic.WEIGHTED_MOVE.create(List.of(close, volume), new double[0]);
        add("VMA", n -> guardedRatio(rolling.mean(volume, n), volume));
        add("VSTD", n -> guardedRatio(rolling.sampleStd(volume, n), volume));
        add("WVMA", n -> guardedRatio(rolling.sampleStd(move, n), rolling.mean(move, n)));
    }

    private void add(String name, IntFunction<Feature> ofWindow) {
        for (int n : WINDOWS) {
            features.add(Features.named(name + n, ofWindow.apply(n)));
        }
    }

    private Feature perClose(Feature x) {
        return Features.price().ratio(x, close);
    }

    private Feature line(int n) {
        return LinearRegression.KIND.of(close, n);
    }

    private Feature movement(Feature x, int n, String output) {
        return rolling.movement(x, n).output(output);
    }

    private static Feature minus(Feature x, Feature y) {
        return Features.price().minus(x, y);
    }

    private static Feature guardedRatio(Feature x, Feature y) {
        return AlphaArithmetic.GUARDED_RATIO.create(List.of(x, y), new double[0]);
    }
}
