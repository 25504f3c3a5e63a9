package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python that has a package, for tests that compare with what others wrote. */
public final class PythonCommand {
    private final String command;

    private PythonCommand(String command) {
        this.command = command;
    }

    /** Returns the first Python that has a package; the test is skipped where there is none. */
    public static PythonCommand with(String module) {
        String found = Stream.of("python3", "/usr/bin/python3")
                .filter(python -> has(python, module))
                .findFirst()
                .orElse("");
        assumeTrue(!found.isEmpty(), "no python3 with the package " + module + "; apt-get install python3-" + module);
        return new PythonCommand(found);
    }

    /** Returns the lines that Python printed, errors among them; the test fails if it ends with an error. */
    public List<String> run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(command), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static boolean has(String python, String module) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import " + module)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
