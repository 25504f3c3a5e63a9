package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvCancellationTest {
    /** After this many rows or calls more, a reading has surely not ended. */
    private static final long ENOUGH = 1_000_000;

    private static final String TEXT = "t,y\n2020-01-01,1\n";

    /** An endless file, whose reading thread is interrupted after some of its rows. */
    private static final class Endless extends Reader {
        private final StringBuilder pending = new StringBuilder("t,y\n");
        private final long interruptAt;
        private long rows;

        Endless(long interruptAt) {
            this.interruptAt = interruptAt;
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            if (rows > interruptAt + ENOUGH) {
                throw new IOException("the interruption was not seen");
            }
            while (pending.length() < length) {
                pending.append(1_600_000_000L + rows++).append(",1\n");
                if (rows == interruptAt) {
                    Thread.currentThread().interrupt();
                }
            }
            pending.getChars(0, length, target, from);
            pending.delete(0, length);
            return length;
        }

        @Override
        public void close() {}
    }

    /** No test may leave its thread interrupted. */
    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void readingEndsSoonAfterItsThreadIsInterrupted() {
        Endless endless = new Endless(100_000);
        assertThatThrownBy(() -> Csv.read().from(endless, "a.csv"))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessage("a.csv: reading was cancelled, since the thread was interrupted");
        assertThat(Thread.interrupted()).as("the thread remains interrupted").isTrue();
        assertThat(endless.rows).isBetween(100_000L, 102_000L);
    }

    @Test
    void leavingOutLinesEndsToo() {
        Reader endless = new Reader() {
            private int calls;

            @Override
            public int read(char[] target, int from, int length) throws IOException {
                Arrays.fill(target, from, from + length, 'x');
                if (++calls == 1_000) {
                    Thread.currentThread().interrupt();
                }
                if (calls > ENOUGH) {
                    throw new IOException("the interruption was not seen");
                }
                return length;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Csv.read().skipLines(1).from(endless, "a.csv"))
                .isExactlyInstanceOf(CancellationException.class);
    }

    @Test
    void whatFollowsTheTableIsNotCountedForEver() {
        Endless endless = new Endless(100_000);
        assertThatThrownBy(() -> Csv.read().endAt("1600000002").from(endless, "a.csv"))
                .isExactlyInstanceOf(CancellationException.class);
    }

    @Test
    void theSameOptionsReadAgainAfterACancellation() {
        CsvReading reading = Csv.read();
        assertThatThrownBy(() -> reading.from(new Endless(10), "a.csv")).isInstanceOf(CancellationException.class);
        Thread.interrupted();
        assertThat(reading.from(new StringReader(TEXT), "a.csv").one().length()).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadReadsNoFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), TEXT);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Csv.read().from(file)).isExactlyInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Csv.read().from(file).one().length()).isEqualTo(1);
    }

    @Test
    void aChannelThatTheInterruptionClosesIsACancellationToo() {
        Reader closed = new Reader() {
            @Override
            public int read(char[] target, int from, int length) throws IOException {
                throw new ClosedByInterruptException();
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Csv.read().from(closed, "a.csv"))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessageStartingWith("a.csv: reading was cancelled");
    }
}
