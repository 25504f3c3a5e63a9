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
import java.util.List;

/**
 * Writes what the recipes of {@code examples/python} train on: features and labels of the bundled S&amp;P 500 bars, up to a
 * day after which the models are tested.
 *
 * <p>The labels end with the rows that are exported, so nothing of the days after reaches a model.
 */
public final class ExportMatrix {
    /** The last day that the shipped models have seen. */
    static final LocalDate LAST_TRAINING_DAY = LocalDate.of(2014, 12, 31);

    static final int HORIZON = 10;

    private ExportMatrix() {}

    /**
     * Writes the matrices.
     *
     * @param args the directory that gets a directory for each matrix; then, if not the end of 2014, the last day
     * @throws IOException if the bundled bars cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("expected a directory, then perhaps the last day to export, such as 2014-12-31");
            System.exit(1);
        }
        LocalDate last = args.length > 1 ? LocalDate.parse(args[1]) : LAST_TRAINING_DAY;
        write(trainingRows(withCalendar(Sp500Daily.bundled()), last), Path.of(args[0]));
    }

    private static void write(TimeSeries bars, Path directory) {
        List<TimeSeries> all = List.of(bars);
        Target change = Target.logReturn(Ohlcv.CLOSE);
        changes().export(all, change, HORIZON, directory.resolve("returns"));
        changes().export(all, change, 1, directory.resolve("next-day"));
        changes().export(all, Target.direction(Ohlcv.CLOSE, 0.003), 1, directory.resolve("direction"));
        changes()
                .plus(Features.column("weekday"), Features.column("month"))
                .export(all, change, HORIZON, directory.resolve("calendar"));
        columns().export(all, directory.resolve("bars"));
        FeaturePipeline.of(Features.patterns().candles(10)).export(all, directory.resolve("patterns"));
        System.out.println("wrote matrices of " + bars + " to " + directory);
    }

    /** Short windows alone: a network sees the past itself, and needs no long averages. */
    private static FeaturePipeline changes() {
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

    private static FeaturePipeline columns() {
        return FeaturePipeline.of(Ohlcv.COLUMNS.stream().map(Features::column).toList());
    }

    private static TimeSeries trainingRows(TimeSeries bars, LocalDate last) {
        Instant end = last.atStartOfDay().toInstant(ZoneOffset.UTC);
        return bars.head(bars.rowAtOrBefore(end) + 1);
    }

    /** The bars with the day of the week, 1 for Monday, and the month: what is known of every day to come. */
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
