package io.forecastj.models.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NativeImageTreesTest {
    /** Writes the bytecode of trees. */
    private static final String WRITER = "io.forecastj.models.trees.GroupWriter";

    /** Asks for compiled trees. */
    public static void main(String[] arguments) {
        Tree tree = RandomTrees.tree(new SplittableRandom(5), 20, false, false);
        new TieredTrees(List.of(tree), Summation.doubles(1)).compile();
    }

    @Test
    void treesAreNotCompiledInANativeImage() throws IOException {
        assertThat(loadedClasses("-Dother=property")).contains(WRITER);
        assertThat(loadedClasses("-Dorg.graalvm.nativeimage.imagecode=runtime"))
                .contains(TieredTrees.class.getName())
                .doesNotContain(WRITER);
    }

    private static List<String> loadedClasses(String option) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeImageTreesTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Pattern.compile("(io\\.forecastj\\S+) source: ")
                .matcher(log)
                .results()
                .map(loaded -> loaded.group(1))
                .toList();
    }
}
