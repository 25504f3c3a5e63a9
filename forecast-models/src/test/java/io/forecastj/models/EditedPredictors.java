package io.forecastj.models;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of little memory that edits numbers of saved predictors and of snapshots, each with its hashes written
 * anew, and loads them. Prints a line for each load that ends otherwise than it should.
 */
final class EditedPredictors {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final String[] EXTREMES = {
        "0",
        "1",
        "-1",
        "2",
        "7",
        "255",
        "1000",
        "65537",
        "999999",
        "1000000",
        "999999999",
        "1e9",
        "1000000000",
        "2147483646",
        "2147483647",
        "2147483648",
        "4294967297",
        "-2147483648",
        "9223372036854775807",
        "1e308",
        "-1e308",
        "1e-320",
        "1e400",
        "0.5",
        "\"NaN\"",
        "NaN",
        "null",
        "[]"
    };
    /** Of a list of numbers, the first ones stand for all. */
    private static final int OF_A_LIST = 3;

    private static final long SECONDS = 20;

    private final Path root;
    private final int share;
    private final SplittableRandom random;
    private int loads;
    private int loaded;

    private EditedPredictors(Path root, int share, long seed) {
        this.root = root;
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    /** The folder of the saved predictors, which are changed and restored; one in how many edits is tried; the seed. */
    public static void main(String[] arguments) throws Exception {
        List<Path> all;
        try (Stream<Path> entries = Files.list(Path.of(arguments[0]))) {
            all = entries.filter(Files::isDirectory).sorted().toList();
        }
        for (Path root : all) {
            EditedPredictors edits =
                    new EditedPredictors(root, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
            for (Path file : SavedFiles.all(root)) {
                if (file.toString().matches(".*\\.json|.*members\\.txt")) {
                    edits.edit(file);
                }
            }
            edits.snapshots();
            System.out.println("tried " + edits.loads + " edits of " + root.getFileName() + ", of which " + edits.loaded
                    + " loaded");
        }
        System.out.println("tried all");
    }

    private void edit(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher number = NUMBER.matcher(text);
        int inList = 0;
        int end = -10;
        while (number.find()) {
            inList = number.start() - end <= 3 ? inList + 1 : 0;
            end = number.end();
            if (inList >= OF_A_LIST || insideHash(text, number)) {
                continue;
            }
            for (String extreme : EXTREMES) {
                boolean inText = quoted(text, number.start());
                if (random.nextInt(share) == 0 && !(inText && extreme.startsWith("\""))) {
                    String edited = text.substring(0, number.start()) + extreme + text.substring(number.end());
                    write(file, edited);
                    load(root.relativize(file) + ": "
                            + text.substring(Math.max(0, number.start() - 40), number.end())
                                    .replaceAll("\\s+", " ") + " -> " + extreme);
                }
            }
        }
        write(file, text);
    }

    /** Digits of hashes, dates and versions mean nothing as numbers. */
    private static boolean insideHash(String text, Matcher number) {
        int from = text.lastIndexOf('"', number.start());
        int to = text.indexOf('"', number.end());
        return quoted(text, number.start())
                && text.substring(from + 1, Math.max(from + 1, to))
                        .matches("[0-9a-f]{40,}|\\d{4}-\\d\\d-.*|.*\\d\\.\\d+\\.\\d.*");
    }

    private static boolean quoted(String text, int at) {
        return text.substring(text.lastIndexOf('\n', at) + 1, at)
                                .chars()
                                .filter(c -> c == '"')
                                .count()
                        % 2
                == 1;
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        SavedFiles.rehash(root, file);
    }

    private void load(String what) {
        loads++;
        long start = System.nanoTime();
        try (Predictor predictor = Predictors.load(root)) {
            loaded++;
            forecast(predictor);
        } catch (ModelLoadException e) {
            if (e.getMessage().length() > 1_300) {
                System.out.println(
                        "FAULT " + what + ": a message of " + e.getMessage().length() + " characters");
            }
        } catch (ForecastException | IllegalArgumentException e) {
            // an answer about the history, or a status
            if (Stream.of(e.getStackTrace())
                    .anyMatch(at -> at.getMethodName().equals("load")
                            && at.getClassName().equals(Predictors.class.getName()))) {
                System.out.println("FAULT " + what + ": " + e);
            }
        } catch (Throwable e) {
            System.out.println("FAULT " + what + ": " + e + " at "
                    + Arrays.stream(e.getStackTrace()).limit(6).toList());
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (seconds > SECONDS) {
            System.out.println("FAULT " + what + ": took " + seconds + " s");
        }
    }

    private static TimeSeries history(PredictorInfo info) {
        TimeSeries.Builder series =
                TimeSeries.builder(info.rowColumns()).id("golden").sampling(Sampling.hourly());
        info.columns(ColumnRole.STATIC).forEach(name -> series.attribute(name, 1));
        int rows = Math.max(150, Math.min(2_000, info.requiredHistory()));
        double[] row = new double[info.rowColumns().size()];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(row, 100 + i * 37 % 23 + i % 6 / 4.0);
            series.add(3_600_000L * i, row);
        }
        return series.build();
    }

    private static void forecast(Predictor predictor) {
        PredictorInfo info = predictor.info();
        TimeSeries history = history(info);
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        TimeSeries future = TimeSeries.empty();
        if (!known.isEmpty()) {
            TimeSeries.Builder rows = TimeSeries.builder(known);
            Instant last = history.time(history.length() - 1);
            for (int step = 1; step <= Math.min(5_000, info.horizon()); step++) {
                rows.add(last.plusSeconds(3_600L * step), Map.of());
            }
            future = rows.build();
        }
        Forecast forecast = predictor.predict(history, future);
        if (forecast.horizon() != info.horizon()) {
            throw new AssertionError(forecast);
        }
    }

    /** Edits bytes of a session's snapshot. */
    private void snapshots() throws GeneralSecurityException {
        try (Predictor predictor = Predictors.load(root)) {
            List<Column> columns = predictor.info().columns();
            if (columns.stream().anyMatch(column -> column.role() == ColumnRole.KNOWN_FUTURE)) {
                return;
            }
            byte[] whole;
            try (PredictionSession session = predictor.openSession(history(predictor.info()))) {
                whole = session.snapshot();
            }
            for (int i = 0; i < 2_000 / share; i++) {
                byte[] edited = whole.clone();
                int at = 80 + random.nextInt(edited.length - 80 - 32);
                List<Integer> bytes = new ArrayList<>();
                for (int k = 0; k < 1 + random.nextInt(8) && at + k < edited.length - 32; k++) {
                    edited[at + k] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
                    bytes.add((int) edited[at + k]);
                }
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(edited, 0, edited.length - 32);
                System.arraycopy(digest.digest(), 0, edited, edited.length - 32, 32);
                loads++;
                try (PredictionSession session = predictor.restore(edited)) {
                    loaded++;
                    session.forecast();
                } catch (ForecastException | IllegalArgumentException e) {
                    continue;
                } catch (Throwable e) {
                    System.out.println("FAULT snapshot of " + root.getFileName() + ", byte " + at + " -> " + bytes
                            + ": " + e + " at "
                            + Arrays.stream(e.getStackTrace()).limit(6).toList());
                }
            }
        }
    }
}
