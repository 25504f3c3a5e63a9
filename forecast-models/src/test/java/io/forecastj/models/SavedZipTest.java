package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedZipTest {
    private TimeSeries series;
    private Predictor linear;
    private byte[] zip;

    @BeforeEach
    void save() {
        double[] y = new Random(12).doubles(120, -1e3, 1e3).toArray();
        series = TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), y);
        linear = Linear.forecaster().column("y").lookback(12).horizon(3).build().fit(series);
        zip = zip(new TestFormats.Wrapped(TestFormats.info("test-wrapper"), linear));
    }

    private static byte[] zip(Predictor predictor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Predictors.saveZip(predictor, out);
        return out.toByteArray();
    }

    private static Predictor load(byte[] zip) {
        return Predictors.loadZip(new ByteArrayInputStream(zip));
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    @Test
    void anArchiveIsThePredictorBitForBit() {
        assertThat(load(zip).predict(series)).isEqualTo(linear.predict(series));
        assertThat(zip(load(zip))).as("equal predictors give equal bytes").isEqualTo(zip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model/", "models/sales/"})
    void anArchiveOfADirectoryLoadsAndOtherEntriesAreIgnored(String prefix) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("__MACOSX/._SHA256SUMS", new byte[] {1});
        files.put("../../etc/passwd", new byte[] {2});
        files.put("/README.md", new byte[0]);
        unzip(zip).forEach((name, content) -> files.put(prefix + name, content));
        assertThat(load(zip(files)).predict(series)).isEqualTo(linear.predict(series));
    }

    @Test
    void everyChangedOrMissingFileIsNamed() throws IOException {
        Map<String, byte[]> files = unzip(zip);
        assertThat(files).hasSize(6);
        for (String name : files.keySet()) {
            Map<String, byte[]> changed = new LinkedHashMap<>(files);
            changed.computeIfPresent(name, (key, content) -> Arrays.copyOf(content, content.length - 1));
            assertThatThrownBy(() -> load(zip(changed)))
                    .as("cut: " + name)
                    .isInstanceOf(name.equals("SHA256SUMS") ? ModelLoadException.class : ModelIntegrityException.class)
                    .hasMessageContaining(name);
            changed.remove(name);
            assertThatThrownBy(() -> load(zip(changed)))
                    .as("missing: " + name)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void damageIsRefusedAndNeverLoadsAnotherPredictor() {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            if (random.nextInt(3) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            Predictor loaded;
            try {
                loaded = load(damaged);
            } catch (ModelLoadException e) {
                continue;
            }
            // the bit was in the archive's directory or in the time of a file
            assertThat(loaded.predict(series)).as("change %d", i).isEqualTo(linear.predict(series));
        }
    }

    @Test
    void whatIsNoArchiveOfOnePredictorIsNamed() throws IOException {
        assertRefused(new byte[0], "found no file; is it a zip archive?");
        assertRefused("not a zip archive at all, though long enough".getBytes(), "is it a zip archive?");
        assertRefused(zip(Map.of("a/weights.json", new byte[1])), "neither SHA256SUMS nor predictor.json among its 1");
        assertRefused(zip(Map.of("a/predictor.json", new byte[1])), "zip archive, a/SHA256SUMS, found none");
        Map<String, byte[]> two = new LinkedHashMap<>();
        unzip(zip).forEach((name, content) -> {
            two.put("a/" + name, content);
            two.put("b/" + name, content);
        });
        assertRefused(zip(two), "the predictors a/, b/; make an archive of each");
    }

    private static void assertRefused(byte[] zip, String message) {
        assertThatThrownBy(() -> load(zip))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream bomb = new ZipOutputStream(out)) {
            bomb.putNextEntry(new ZipEntry("SHA256SUMS"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 4; i++) {
                bomb.write(zeros);
            }
        }
        assertRefused(out.toByteArray(), "SHA256SUMS has 4194304 bytes; at most 2560000");
    }

    @Test
    void theStreamsStayOpen() {
        boolean[] closed = new boolean[2];
        Predictors.saveZip(linear, new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });
        Predictors.loadZip(new ByteArrayInputStream(zip) {
            @Override
            public void close() {
                closed[1] = true;
            }
        });
        assertThat(closed).containsExactly(false, false);
    }

    @Test
    void aStreamThatFailsAndAnUnknownKindAreNamed() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        assertThatThrownBy(() -> Predictors.saveZip(linear, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the disk is full");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Predictor unknown = new TestFormats.Wrapped(TestFormats.info("mystery"), linear);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictors.saveZip(unknown, out))
                .withMessageContaining("'mystery'");
        assertThat(out.size()).isZero();
    }
}
