package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class IdleTeamTest {
    private static final Path THREADS = Path.of("/proc/self/task");

    /** Counts the threads with the name of the team, which its native threads inherit. */
    private static long threads() throws IOException {
        try (Stream<Path> all = Files.list(THREADS)) {
            return all.filter(IdleTeamTest::named).count();
        }
    }

    private static boolean named(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith("forecastj-light");
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    @Test
    void theProcessHasMoreNativeThreadsThanProcessorsWhileATeamIsIdle() throws IOException {
        NativeLibrary.load("a test");
        NativeThreads.begin(1); // no native work with several threads runs meanwhile
        IdleTeam team = IdleTeam.start(1);
        try {
            // the thread that has started them, and one for each processor
            assertThat(threads())
                    .isGreaterThanOrEqualTo(1 + Runtime.getRuntime().availableProcessors());
        } finally {
            team.close();
            NativeThreads.end();
        }
    }

    @Test
    void aQuotaFarBelowTheProcessorsKeepsOneThread() {
        assertThat(IdleTeam.possible(Runtime.getRuntime().availableProcessors()))
                .isTrue();
        assertThat(IdleTeam.possible(-100)).isFalse();
    }
}
