package io.forecastj.benchmarks;

import io.forecastj.FitListener;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.features.PriceFeatures;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.regression.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The task of the tree benchmarks: the next hour's return from 120 features of simulated bars, 31 leaves, learning rate
 * 0.05.
 */
final class TreeTask {
    static final int FEATURES = 120;
    static final int TRAINING = 50_000;

    private static final int WARMUP = 4_000;

    private TreeTask() {}

    /** Rows and labels, without missing values. */
    static Examples examples(int rows, long seed) {
        TimeSeries bars = Bars.hourly(WARMUP + rows + 1, seed);
        FeaturePipeline pipeline = pipeline();
        double[][] all = pipeline.rows(bars);
        double[] labels = new double[rows];
        int close = bars.columns().indexOf("close");
        for (int i = 0; i < rows; i++) {
            int at = WARMUP + i;
            labels[i] = Math.log(bars.value(at + 1, close) / bars.value(at, close));
        }
        double[][] behindWarmup = Arrays.copyOfRange(all, WARMUP, WARMUP + rows);
        return new Examples(pipeline.columns(), behindWarmup, labels, null);
    }

    private static FeaturePipeline pipeline() {
        PriceFeatures price = Features.price();
        Feature close = Features.column(Ohlcv.CLOSE);
        Feature change = price.logReturns(close, 1);
        List<Feature> features = new ArrayList<>(List.of(
                change,
                price.gap(),
                price.body(),
                price.range(),
                price.closeLocation(),
                price.ratio(Features.volatility().atr(14), close),
                price.relative(close, Features.trend().ema(close, 20)),
                Features.volume().ratio(5),
                Features.volume().ratio(20),
                Features.calendar().hourOfDay(),
                Features.calendar().dayOfWeek()));
        for (int lag = 1; lag <= 31; lag++) {
            features.add(Features.lag(change, lag));
        }
        for (int window = 7; window <= 207; window += 8) {
            features.add(Features.rolling().std(change, window));
            features.add(Features.rolling().zscore(close, window));
            features.add(Features.momentum().rsi(close, window));
        }
        return FeaturePipeline.of(features);
    }

    static LightGbmParameters parameters(int rounds) {
        return LightGbm.parameters()
                .rounds(rounds)
                .leaves(31)
                .learningRate(0.05)
                .threads(1)
                .build();
    }

    /** The same settings for LightGBM's interface, with the four that our training always adds. */
    static String nativeParameters(int rounds) {
        StringBuilder text = new StringBuilder("verbosity=-1 deterministic=true force_col_wise=true num_threads=1");
        parameters(rounds)
                .asMap()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    /**
     * The model with the given number of rounds. It is trained once and kept in the temporary folder, since every fork
     * of JMH needs it.
     */
    static LightGbmModel model(int rounds) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "forecastj-tree-benchmark-" + rounds + ".txt");
        try {
            if (!Files.exists(file)) {
                LightGbmModel trained = (LightGbmModel)
                        LightGbm.regressor(parameters(rounds)).fit(examples(TRAINING, 1), null, FitListener.NONE);
                Files.writeString(file, trained.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LightGbm.load(file);
    }
}
