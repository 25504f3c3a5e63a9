package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Reads damaged files, in a process with little memory: {@code MutatedFiles seed count}. Ends with a line of the
 * numbers of read and refused files, or with the first one that fails otherwise.
 */
final class MutatedFiles {
    private static final long SLOW = 10_000_000_000L;
    private static final int FIRST_NUMBERS = 12;

    private MutatedFiles() {}

    public static void main(String[] args) throws IOException {
        long seed = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        List<Path> originals = originals();
        Path file = Files.createTempFile("mutated", ".parquet");
        int read = 0;
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            Path original = originals.get(random.nextInt(originals.size()));
            Files.write(file, mutate(Files.readAllBytes(original), random));
            long start = System.nanoTime();
            try {
                read(original, file, random);
                read++;
            } catch (InvalidSeriesException e) {
                if (!String.valueOf(e.getMessage()).contains(file.toString())) {
                    fail(original, seed + i, e);
                }
                refused++;
            } catch (Throwable e) { // an error of memory or recursion is what is looked for
                fail(original, seed + i, e);
            }
            long time = System.nanoTime() - start;
            slowest = Math.max(slowest, time);
            if (time > SLOW) {
                fail(original, seed + i, new IllegalStateException("took " + time / 1_000_000 + " ms"));
            }
        }
        Files.delete(file);
        System.out.println("read " + read + ", refused " + refused + ", slowest " + slowest / 1_000_000 + " ms");
    }

    private static void read(Path original, Path file, Random random) {
        String name = String.valueOf(original.getFileName());
        ParquetReading reading = Parquet.read();
        if (name.startsWith("arrow-delta") || name.startsWith("arrow-plain")) {
            reading.id("name");
        } else if (name.startsWith("duckdb-enum")) {
            reading.id("shop");
        } else if (name.startsWith("pandas") || name.startsWith("fastparquet")) {
            reading.id("store");
        } else if (name.startsWith("arrow-nested")) {
            reading.columns("y");
        }
        if (random.nextBoolean()) {
            reading.from(file).list().forEach(TimeSeries::length);
        } else {
            reading.forEach(file, TimeSeries::length);
        }
    }

    private static List<Path> originals() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> golden = Files.list(ParquetGoldenTest.golden("."))) {
            golden.filter(path -> path.toString().endsWith(".parquet")
                            && !path.toString().contains("brotli"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    /** Changes some bytes, numbers or pieces; half of the changes are in the footer or at the first page's header. */
    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            int at = place(mutated.length, random);
            switch (random.nextInt(7)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> mutated[at] = (byte) 0xFF;
                case 3 -> {
                    for (int i = at; i < Math.min(mutated.length, at + 5); i++) {
                        mutated[i] = (byte) (i == at + 4 ? 0x0F : 0xFF); // the largest of 5 bytes
                    }
                }
                case 4 -> {
                    for (int i = at; i < Math.min(mutated.length, at + 1 + random.nextInt(16)); i++) {
                        mutated[i] = 0;
                    }
                }
                case 5 -> {
                    int from = random.nextInt(mutated.length);
                    int length = Math.min(random.nextInt(32), mutated.length - Math.max(from, at));
                    System.arraycopy(mutated, from, mutated, at, Math.max(0, length));
                }
                default -> mutated = random.nextInt(4) == 0 ? cut(mutated, at, random) : mutated;
            }
            if (mutated.length < FIRST_NUMBERS) {
                break;
            }
        }
        return mutated;
    }

    private static int place(int length, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.min(length - 1, 4 + random.nextInt(40));
            case 1 -> Math.max(0, length - 1 - random.nextInt(Math.min(length, 600)));
            default -> random.nextInt(length);
        };
    }

    /** Leaves a piece out, mostly the end. */
    private static byte[] cut(byte[] bytes, int at, Random random) {
        int end = random.nextBoolean() ? bytes.length : Math.min(bytes.length, at + 1 + random.nextInt(8));
        byte[] rest = new byte[bytes.length - (end - at)];
        System.arraycopy(bytes, 0, rest, 0, at);
        System.arraycopy(bytes, end, rest, at, bytes.length - end);
        return rest;
    }

    private static void fail(Path original, long seed, Throwable e) {
        System.out.println("FAILED " + original + " with seed " + seed);
        e.printStackTrace(System.out);
        System.exit(1);
    }
}
