package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command line of a child process. The class path is not part of it, since it may be too long for one. */
final class ChildCommand {
    private static final int NATIVE_ACCESS_SINCE = 22;

    private ChildCommand() {}

    static List<String> of(ProofLimits limits, Path directory) {
        List<String> command = new ArrayList<>(List.of(
                java().toString(),
                "-Xmx" + limits.heapBytes(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + CrashText.FILE,
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.io.tmpdir=" + directory));
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        // the places of native libraries, if the application has set them
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("onnxruntime.native.") || name.equals("java.library.path"))
                .sorted()
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add(ProofMain.class.getName());
        return command;
    }

    private static Path java() {
        String home = System.getProperty("java.home", "");
        for (String name : List.of("java", "java.exe")) {
            Path java = Path.of(home, "bin", name);
            if (!home.isEmpty() && Files.isExecutable(java)) {
                return java;
            }
        }
        throw new ForecastException(
                "a model cannot be proven in a child process, because there is no command 'java' in "
                        + "the directory bin of java.home, '" + home + "'. Use a Java runtime with its launcher");
    }
}
