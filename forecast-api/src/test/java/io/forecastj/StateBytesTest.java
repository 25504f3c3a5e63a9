package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A {@link StateReader} reads back all values of a {@link StateWriter}, and refuses anything else. */
class StateBytesTest {
    private static final TimeSeries SERIES = TimeSeries.builder("load", "temperature")
            .id("région")
            .attribute("size", -0.0)
            .sampling(new Sampling.Irregular(Duration.ofHours(24), List.of(0, 1, 4)))
            .add(Instant.EPOCH, 1, Double.NaN)
            .add(Instant.EPOCH.plusSeconds(5), 2, 3)
            .build();

    private static StateReader written(Consumer<StateWriter> by) {
        StateWriter out = new StateWriter();
        by.accept(out);
        return new StateReader(out.toBytes());
    }

    @Test
    void wholeNumbersComeBackInFewBytes() {
        long[] edges = {0, -1, 1, 63, -64, 64, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};
        StateReader in = written(out -> {
            for (long edge : edges) {
                out.putLong(edge);
            }
            out.putInt(Integer.MIN_VALUE);
            out.putLongs(edges);
        });
        for (long edge : edges) {
            assertThat(in.getLong()).isEqualTo(edge);
        }
        assertThat(in.getInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.getLongs()).isEqualTo(edges);
        in.requireEnd();

        long[] days = new long[1000];
        Arrays.setAll(days, i -> 1_700_000_000_000L + i * 86_400_000L);
        StateWriter out = new StateWriter();
        out.putLongs(days);
        assertThat(out.toBytes()).hasSizeLessThan(1_020);
        assertThat(new StateReader(out.toBytes()).getLongs()).isEqualTo(days);
    }

    @Test
    void doublesComeBackWithAllTheirBits() {
        long[] bits = new Random(1).longs(1000).toArray();
        bits[0] = 0x7ff0000000000001L; // a NaN that is not the usual one
        bits[1] = Double.doubleToRawLongBits(-0.0);
        double[] values =
                Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
        StateReader in = written(out -> {
            out.putDoubles(values);
            out.putDoubles(values, 10, 12);
            out.putDouble(values[0]);
        });
        double[] read = in.getDoubles();
        for (int i = 0; i < bits.length; i++) {
            assertThat(Double.doubleToRawLongBits(read[i])).isEqualTo(bits[i]);
        }
        double[] part = new double[3];
        assertThat(in.getDoublesFrom(part)).isEqualTo(2);
        assertThat(part).containsExactly(values[10], values[11], 0);
        assertThat(Double.doubleToRawLongBits(in.getDouble())).isEqualTo(bits[0]);
    }

    @Test
    void allElseComesBackToo() {
        boolean[] flags = {true, false, true, true, false, false, false, true, true};
        StateReader in = written(out -> {
            out.putBooleans(flags);
            out.putBoolean(true);
            out.putText("Größe 7");
            out.putTexts(List.of("", "b"));
            out.putBytes(new byte[] {1, -1});
            out.putSeries(SERIES);
            out.putSeries(TimeSeries.empty());
        });
        boolean[] read = new boolean[flags.length];
        in.getBooleans(read);
        assertThat(read).isEqualTo(flags);
        assertThat(in.getBoolean()).isTrue();
        assertThat(in.getText()).isEqualTo("Größe 7");
        assertThat(in.getTexts()).containsExactly("", "b");
        assertThat(in.getBytes()).containsExactly(1, -1);
        assertThat(in.getSeries()).isEqualTo(SERIES);
        assertThat(in.getSeries()).isEqualTo(TimeSeries.empty());
        in.requireEnd();
    }

    @Test
    void everySamplingComesBack() {
        for (Sampling sampling : new Sampling[] {
            null,
            Sampling.hourly(),
            Sampling.monthly(),
            Sampling.daily(ZoneId.of("Europe/Berlin")),
            Sampling.monthly(ZoneId.of("America/New_York")),
            Sampling.weekdays(ZoneId.of("Asia/Tokyo")),
            Sampling.weekdays().withHolidays(List.of(LocalDate.of(2024, 12, 25))),
            new Sampling.Irregular(Duration.ofMillis(1), List.of())
        }) {
            StateReader in = written(out -> SeriesBytes.writeSampling(sampling, out));
            assertThat(SeriesBytes.readSampling(in)).isEqualTo(sampling);
            in.requireEnd();
        }
    }

    @Test
    void aTimeZoneThatIsNoneIsNamed() {
        StateReader in = written(out -> out.putText("Europe/Atlantis"));
        assertThatThrownBy(() -> SeriesBytes.readZone(in))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected a time zone, found 'Europe/Atlantis'");
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        StateWriter out = new StateWriter();
        out.putSeries(SERIES);
        for (int length = 0; length < out.toBytes().length; length++) {
            StateReader in = new StateReader(Arrays.copyOf(out.toBytes(), length));
            assertThatThrownBy(in::getSeries).as("%d bytes", length).isInstanceOf(SnapshotException.class);
        }
    }

    @Test
    void lengthsThatNobodyWroteTakeNoMemory() {
        for (long length : new long[] {-1, 9, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
            List<Consumer<StateReader>> reads = List.of(
                    StateReader::getDoubles,
                    StateReader::getLongs,
                    StateReader::getText,
                    StateReader::getTexts,
                    StateReader::getBytes,
                    in -> in.getDoubles(new double[1]),
                    in -> in.getDoublesFrom(new double[1]),
                    in -> in.getBooleans(new boolean[1]));
            for (Consumer<StateReader> read : reads) {
                StateReader in = written(out -> {
                    out.putLong(length);
                    out.putDouble(0);
                });
                assertThatThrownBy(() -> read.accept(in))
                        .as("length %d", length)
                        .isInstanceOf(SnapshotException.class)
                        .hasMessageContaining("Open a session from history instead");
            }
        }
    }

    @Test
    void whatIsOutOfRangeOrLeftOverIsNamed() {
        assertThatThrownBy(() -> written(out -> out.putInt(7)).getInt(0, 6))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected a number from 0 to 6, found 7");
        assertThatThrownBy(() -> written(out -> out.putLong(1L << 40)).getInt())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("found 1099511627776");
        assertThatThrownBy(() -> written(out -> out.putInt(1)).getBoolean()) // a 1 is written as 2
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected 0 or 1 for false or true, found 2");
        assertThatThrownBy(() ->
                        written(out -> out.putBytes(new byte[] {(byte) 0xff})).getText())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected a text in UTF-8");
        assertThatThrownBy(() -> written(out -> out.putDoubles(new double[2])).getDoubles(new double[3]))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected 3 values, found 2");
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0x80);
        assertThatThrownBy(() -> new StateReader(endless).getLong())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("at most ten bytes");
        StateReader in = written(out -> out.putInt(1));
        assertThatThrownBy(in::requireEnd)
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("at byte 0: expected the end, found 1 more bytes");
    }
}
