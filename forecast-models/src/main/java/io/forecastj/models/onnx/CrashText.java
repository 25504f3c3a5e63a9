package io.forecastj.models.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Describes how a JVM died, by its exit status and the crash report that it left. */
final class CrashText {
    /** Name of the crash report in the directory of the process. */
    static final String FILE = "crash.log";

    private static final int MAX_BYTES = 1 << 16;
    /** Exit status of a process that a signal ended, less its number. */
    private static final int SIGNAL = 128;

    private static final Map<Integer, String> SIGNALS =
            Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private CrashText() {}

    /** Returns the exit status in words. */
    static String status(int exit) {
        String signal = SIGNALS.get(exit - SIGNAL);
        return "exit status " + exit + (signal == null ? "" : ", " + signal);
    }

    /** Returns the cause and the place by the crash report of a process, empty if it left none. */
    static String report(Path directory) {
        Path report = directory.resolve(FILE);
        if (!Files.isRegularFile(report)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(report)) {
            List<String> lines = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .toList();
            String what = lines.stream()
                    .filter(line -> line.matches("(SIG|EXCEPTION_|Internal Error|Out of Memory|There is insuff).*"))
                    .findFirst()
                    .orElse("")
                    .replaceAll(",? pid=.*", "");
            int frame = lines.indexOf("Problematic frame:") + 1;
            String where = frame > 0 && frame < lines.size() ? " in " + lines.get(frame) : "";
            return LastOutput.shown(what + where);
        } catch (IOException e) {
            return "";
        }
    }
}
