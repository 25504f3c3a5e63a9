package io.forecastj.examples;

import io.forecastj.Ohlcv;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * Writes the training data for the recipes of {@code examples/python}: features and labels of the bundled S&amp;P 500
 * bars, up to the day after which the models are tested.
 *
 * <p>The labels end with the exported rows, so no later value reaches a model.
 */
public final class ExportMatrix {
    private static final LocalDate LAST_TRAINING_DAY = LocalDate.of(2014, 12, 31);

    static final int HORIZON = 10;
    private static final int SHUFFLED_ROWS = 120_000;
    private static final long SEED = 15;

    private ExportMatrix() {}

    /**
     * Writes the matrices.
     *
     * @param args the directory in which a directory is made for each matrix; then the last day, unless it is the end
     *     of 2014
     * @throws IOException if the bundled bars cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("expected a directory, then perhaps the last day to export, such as 2014-12-31");
            System.exit(1);
        }
        LocalDate last = args.length > 1 ? LocalDate.parse(args[1]) : LAST_TRAINING_DAY;
        TimeSeries bars = withCalendar(Sp500Daily.bundled());
        TimeSeries training = bars.head(bars.rowAtOrBefore(time(last)) + 1);
        write(training, SHUFFLED_ROWS, Path.of(args[0]));
        System.out.println("wrote matrices of " + training + " to " + args[0]);
    }

    static void write(TimeSeries bars, int shuffledRows, Path directory) {
        List<TimeSeries> all = List.of(bars);
        Target change = Target.logReturn(Ohlcv.CLOSE);
        changes().export(all, change, HORIZON, directory.resolve("returns"));
        changes().export(all, change, 1, directory.resolve("next-day"));
        changes().export(all, Target.direction(Ohlcv.CLOSE, 0.003), 1, directory.resolve("direction"));
        changesAndCalendar().export(all, change, HORIZON, directory.resolve("calendar"));
        List<TimeSeries> more = List.of(shuffled(bars, shuffledRows));
        columns().export(all, directory.resolve("bars"));
        columns().export(more, directory.resolve("more-bars"));
        patterns().export(all, directory.resolve("patterns"));
        patterns().export(more, directory.resolve("more-patterns"));
    }

    /** Features over short windows only: a network sees the past rows itself and needs no long averages. */
    static FeaturePipeline changes() {
        Feature change = Features.price().logReturns(Ohlcv.CLOSE, 1);
        return FeaturePipeline.of(
                change,
                Features.price().gap(),
                Features.price().body(),
                Features.price().range(),
                Features.price().closeLocation(),
                Features.volume().ratio(5),
                Features.rolling().std(change, 5),
                Features.rolling().std(change, 20),
                Features.rolling().zscore(Ohlcv.CLOSE, 20));
    }

    static FeaturePipeline changesAndCalendar() {
        return changes().plus(Features.column("weekday"), Features.column("month"));
    }

    static FeaturePipeline columns() {
        return FeaturePipeline.of(Ohlcv.COLUMNS.stream().map(Features::column).toList());
    }

    private static FeaturePipeline patterns() {
        return FeaturePipeline.of(Features.patterns().candles(10));
    }

    /**
     * Bars drawn at random from a series and chained, each moving from the previous close as the original did. The
     * features define a pattern for bars in any order, so a network can learn it from more bars than exist.
     */
    private static TimeSeries shuffled(TimeSeries bars, int rows) {
        Random random = new Random(SEED);
        TimeSeries.Builder chained = Ohlcv.builder().id("shuffled");
        double close = 1_000;
        for (int row = 0; row < rows; row++) {
            int drawn = 1 + random.nextInt(bars.length() - 1);
            double move = close / bars.value(drawn - 1, Ohlcv.CLOSE);
            close = bars.value(drawn, Ohlcv.CLOSE) * move;
            chained.add(
                    bars.time(0).plus(row, ChronoUnit.DAYS),
                    bars.value(drawn, Ohlcv.OPEN) * move,
                    bars.value(drawn, Ohlcv.HIGH) * move,
                    bars.value(drawn, Ohlcv.LOW) * move,
                    close,
                    bars.value(drawn, Ohlcv.VOLUME));
        }
        return chained.build();
    }

    private static Instant time(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The time of the last row that the shipped models were trained on. */
    static Instant lastTrainingTime() {
        return time(LAST_TRAINING_DAY);
    }

    /** The bars with the day of the week, 1 for Monday, and the month, which are known for every future day. */
    static TimeSeries withCalendar(TimeSeries bars) {
        TimeSeries.Builder all = TimeSeries.builder("open", "high", "low", "close", "volume", "weekday", "month")
                .id(bars.id());
        for (int row = 0; row < bars.length(); row++) {
            OffsetDateTime time = bars.time(row).atOffset(ZoneOffset.UTC);
            all.add(
                    bars.timestamp(row),
                    bars.value(row, Ohlcv.OPEN),
                    bars.value(row, Ohlcv.HIGH),
                    bars.value(row, Ohlcv.LOW),
                    bars.value(row, Ohlcv.CLOSE),
                    bars.value(row, Ohlcv.VOLUME),
                    time.getDayOfWeek().getValue(),
                    time.getMonthValue());
        }
        return all.build();
    }
}
