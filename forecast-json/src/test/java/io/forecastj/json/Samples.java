package io.forecastj.json;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Documents of every form, from a seed: with names and numbers that are easily lost. */
final class Samples {
    private static final List<Sampling> SAMPLINGS = List.of(
            Sampling.hourly(),
            Sampling.fixed(Duration.ofMillis(7)),
            Sampling.daily(ZoneId.of("Europe/Berlin")),
            new Sampling.Calendar(3, 31, ZoneId.of("America/New_York")),
            Sampling.weekdays().withHolidays(List.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 1, 1))),
            new Sampling.Irregular(Duration.ofHours(1), List.of()));

    private static final List<String> NAMES = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "1e3",
            "0.1",
            "NaN",
            "null",
            "true",
            "close",
            "Close",
            "p,q \"r\"",
            "a\\b",
            "/a~1b~0",
            "a.b[0]",
            "line\nfeed\r\t\b\f",
            "\u0000\u0001\u001f\u007f\u0085",
            "\u2028\u2029\ufeff\uffff",
            "näme",
            "e\u0301",
            "\u202egnp.exe",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00\ud83d",
            "__proto__",
            "constructor",
            "toString",
            "schema",
            "nulls",
            "points",
            "$ref",
            "</script><script>",
            "%s%n{0}",
            "x".repeat(49_000),
            "\ud83d\ude00".repeat(700));

    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x0.fffffffffffffp-1022,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e22,
        1e23,
        9.007199254740993e15,
        2e-3,
        2.2250738585072014e-308,
        0.1 + 0.2,
        1e7,
        9999999.999999998,
        Long.MAX_VALUE,
        1 / 3.0
    };

    private final Random random;
    private final List<String> names;

    Samples(long seed) {
        this(seed, NAMES);
    }

    private Samples(long seed, List<String> names) {
        this.random = new Random(seed);
        this.names = names;
    }

    /** Samples for a mapper that leaves out empty values: without empty names, which it would leave out too. */
    static Samples withoutEmptyNames(long seed) {
        return new Samples(seed, NAMES.subList(1, NAMES.size()));
    }

    /** Samples whose documents are short. */
    static Samples withShortNames(long seed) {
        return new Samples(
                seed, NAMES.stream().filter(name -> name.length() < 100).toList());
    }

    Sampling sampling() {
        return SAMPLINGS.get(random.nextInt(SAMPLINGS.size()));
    }

    String name() {
        return names.get(random.nextInt(names.size()));
    }

    /** Returns different names. */
    List<String> names(int count) {
        List<String> all = new ArrayList<>(names);
        Collections.shuffle(all, random);
        return all.subList(0, count);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        names(random.nextInt(4)).forEach(name -> texts.put(name, name()));
        return texts;
    }

    /** Returns a finite number. */
    double number() {
        return switch (random.nextInt(3)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextGaussian();
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : 1;
            }
        };
    }

    /** Returns a number that may be missing or infinite. */
    double anyNumber() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            default -> number();
        };
    }

    Instant time() {
        return Instant.ofEpochMilli(random.nextLong() >> (random.nextBoolean() ? 24 : 4));
    }

    PredictorInfo info() {
        return info(new LinkedHashMap<>());
    }

    private PredictorInfo info(Map<String, ColumnRole> columns) {
        int horizon = 1 + random.nextInt(6);
        if (columns.isEmpty()) {
            List<String> names = names(3);
            columns.put(names.get(0), ColumnRole.TARGET);
            columns.put(names.get(1), random.nextBoolean() ? ColumnRole.TARGET : ColumnRole.KNOWN_FUTURE);
            columns.put(names.get(2), ColumnRole.STATIC);
        }
        PredictorInfo.Builder info = PredictorInfo.builder(name(), horizon)
                .name(name())
                .requiredHistory(1 + random.nextInt(400))
                .sufficientHistory(random.nextBoolean() ? 0 : 400 + random.nextInt(9))
                .seed(random.nextInt(5) == 0 ? Long.MIN_VALUE : random.nextLong())
                .libraries(texts());
        columns.forEach(info::column);
        texts().forEach(info::parameter);
        if (random.nextBoolean()) {
            info.features(names(2), name());
        }
        if (random.nextBoolean()) {
            info.sampling(sampling());
        }
        if (random.nextBoolean()) {
            info.trained(Instant.EPOCH, time().plusNanos(random.nextInt(1_000_000)));
        }
        if (random.nextBoolean()) {
            List<Integer> steps = new ArrayList<>(IntStream.range(1, horizon)
                    .filter(step -> random.nextBoolean())
                    .boxed()
                    .toList());
            steps.add(horizon);
            info.steps(steps);
        }
        return info.build();
    }

    Forecast forecast() {
        return forecast(info(), name(), time().toEpochMilli());
    }

    private Forecast forecast(PredictorInfo info, String id, long origin) {
        int horizon = info.horizon();
        long[] times = new long[horizon];
        long time = origin;
        for (int i = 0; i < horizon; i++) {
            time += 1 + random.nextInt(1_000_000_000);
            times[i] = time;
        }
        double[] points = new double[horizon * info.targets().size()];
        Arrays.setAll(points, i -> anyNumber());
        Forecast.Builder forecast = Forecast.builder(info, id, origin, times, random.nextBoolean(), points);
        switch (random.nextInt(3)) {
            case 0 -> quantiles(forecast, info);
            case 1 -> forecast.probabilities(names(3), probabilities(horizon));
            default -> {}
        }
        if (random.nextBoolean()) {
            forecast.status(ForecastStatus.DEGRADED, name()).status(ForecastStatus.FALLBACK, "\u00fcber");
        }
        return forecast.build();
    }

    private void quantiles(Forecast.Builder forecast, PredictorInfo info) {
        double[] levels =
                switch (random.nextInt(3)) {
                    case 0 -> new double[] {0.5};
                    case 1 -> new double[] {1e-300, 0.1, Math.nextUp(0.1), 0.9};
                    default -> new double[] {(1 - 0.95) / 2, 0.1 + 0.2, 0.5, (1 + 0.95) / 2};
                };
        for (int t = random.nextInt(2); t < info.targets().size(); t++) {
            double[][] values = new double[info.horizon()][];
            for (int step = 0; step < values.length; step++) {
                values[step] = IntStream.range(0, levels.length)
                        .mapToDouble(i -> anyNumber())
                        .map(value -> levels.length > 1 && Double.isNaN(value) ? -0.0 : value)
                        .sorted()
                        .toArray();
            }
            forecast.quantiles(t, levels, values);
        }
    }

    private double[][] probabilities(int horizon) {
        double[][] values = new double[horizon][];
        for (int step = 0; step < horizon; step++) {
            double up = random.nextDouble() / 2;
            double flat = random.nextBoolean() ? -0.0 : random.nextDouble() / 2;
            values[step] = new double[] {1 - up - flat, flat, up};
        }
        return values;
    }

    TimeSeries series() {
        List<String> columns = names(2);
        TimeSeries.Builder series = TimeSeries.builder(columns);
        if (random.nextBoolean()) {
            series.id(name()).attribute(name(), number()).sampling(sampling());
        }
        if (random.nextBoolean()) {
            series.zone(ZoneId.of("Asia/Tokyo"));
        }
        long time = random.nextLong() >> 24;
        for (int row = random.nextInt(20); row > 0; row--) {
            series.add(
                    time += 1 + random.nextInt(1_000_000_000),
                    number(),
                    random.nextInt(4) == 0 ? Double.NaN : number());
        }
        return series.build();
    }

    Signal signal() {
        return signal(name());
    }

    private Signal signal(String id) {
        return Signal.of(
                Signal.Action.values()[random.nextInt(3)],
                random.nextInt(4) == 0 ? Double.MIN_VALUE : random.nextDouble(),
                name(),
                id,
                time().plusNanos(random.nextInt(1000)),
                anyNumber());
    }

    PatternInfo patternInfo() {
        PatternInfo.Builder info = PatternInfo.builder(name(), names(1 + random.nextInt(5)))
                .name(name())
                .columns(names(1 + random.nextInt(5)))
                .requiredHistory(1 + random.nextInt(99));
        if (random.nextBoolean()) {
            info.features(names(3), name()).trained(time(), time());
        }
        texts().forEach(info::parameter);
        texts().forEach(info::library);
        return info.build();
    }

    PatternRecognition recognition() {
        return recognition(name());
    }

    private PatternRecognition recognition(String id) {
        PatternInfo info = patternInfo();
        double[] probabilities = random.doubles(info.patterns().size())
                .map(value -> random.nextInt(5) == 0 ? -0.0 : value)
                .toArray();
        boolean good = random.nextBoolean();
        return PatternRecognition.of(
                info,
                id,
                time(),
                probabilities,
                good ? ForecastStatus.OK : ForecastStatus.DEGRADED,
                good ? List.of() : List.of(name()));
    }

    ForecastDocument document() {
        String id = name();
        long origin = random.nextLong() >> 24;
        Map<String, ColumnRole> columns = new LinkedHashMap<>();
        names(1 + random.nextInt(3)).forEach(name -> columns.put(name, ColumnRole.TARGET));
        Forecast forecast = forecast(info(columns), id, origin);
        ForecastDocument.Builder document = ForecastDocument.builder(forecast);
        if (random.nextInt(4) > 0) {
            document.current(random.nextBoolean() ? number() : 100 * random.nextDouble());
        }
        if (random.nextBoolean()) {
            document.symbol(name()).model(name(), name()).disclaimer(name());
        }
        int horizon = forecast.horizon();
        document.horizon(name(), horizon);
        Map<String, Forecast> members = new LinkedHashMap<>();
        for (String member : names(random.nextInt(4))) {
            members.put(member, random.nextBoolean() ? forecast : pointsOf(forecast));
        }
        document.horizon(name(), forecast, horizon, members);
        for (int i = random.nextInt(3); i > 0; i--) {
            document.patterns(recognition(id)).signal(signal(id));
        }
        return document.build();
    }

    /** A forecast of the same times with other values. */
    private Forecast pointsOf(Forecast forecast) {
        double[] points = new double[forecast.horizon() * forecast.targets().size()];
        Arrays.setAll(points, i -> anyNumber());
        long[] times = IntStream.rangeClosed(1, forecast.horizon())
                .mapToLong(step -> forecast.time(step).toEpochMilli())
                .toArray();
        return Forecast.builder(
                        forecast.info(), forecast.seriesId(), forecast.origin().toEpochMilli(), times, false, points)
                .build();
    }
}
