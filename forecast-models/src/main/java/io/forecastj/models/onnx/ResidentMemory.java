package io.forecastj.models.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that another process holds in RAM and swap, that of Java and of native code together.
 *
 * <p>On Linux it is read from {@code /proc}, where the largest amount so far is noted by the system, so that nothing
 * between two looks is missed. On macOS {@code ps} is asked. On Windows it is unknown.
 */
final class ResidentMemory {
    private static final Pattern KIB = Pattern.compile("(VmHWM|VmRSS|VmSwap):\\s*(\\d+) kB");
    private static final List<String> PS = List.of("/bin/ps", "-o", "rss=", "-p");

    private final long process;
    private final Path status;
    private final boolean linux;

    ResidentMemory(long process) {
        this.process = process;
        this.status = Path.of("/proc", Long.toString(process), "status");
        this.linux = Files.exists(Path.of("/proc/self/status"));
    }

    /** Returns the milliseconds between two looks: few where they cost little. */
    long interval() {
        return linux ? 10 : 100;
    }

    /** Asks the system to end that process first if all memory is used. */
    void endFirst() {
        try {
            Files.writeString(Path.of("/proc", Long.toString(process), "oom_score_adj"), "1000");
        } catch (IOException e) {
            // it has ended already, or the system has no such file
            return;
        }
    }

    /** Returns the bytes, or 0 if they are unknown or the process has ended. */
    long bytes() {
        try {
            return linux ? read(Files.readString(status, StandardCharsets.ISO_8859_1)) : ask();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static long read(String status) {
        long highest = 0;
        long present = 0;
        Matcher line = KIB.matcher(status);
        while (line.find()) {
            long kib = Long.parseLong(line.group(2));
            if (line.group(1).equals("VmHWM")) {
                highest = kib;
            } else {
                present += kib;
            }
        }
        return Math.max(highest, present) << 10;
    }

    private long ask() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PS.get(0)))) {
            return 0;
        }
        Process ps = new ProcessBuilder(PS.get(0), PS.get(1), PS.get(2), PS.get(3), Long.toString(process))
                .redirectErrorStream(true)
                .start();
        try {
            String kib = new String(ps.getInputStream().readNBytes(100), StandardCharsets.US_ASCII).trim();
            return ps.waitFor(1, TimeUnit.SECONDS) && kib.matches("\\d{1,12}") ? Long.parseLong(kib) << 10 : 0;
        } finally {
            ps.destroyForcibly();
        }
    }
}
