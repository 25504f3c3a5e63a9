package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the Markdown pages against the code: their samples compile, their links lead somewhere, their commands name
 * existing things.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src", "test");
    private static final List<Path> FILES = files(ROOT);
    private static final Pattern BLOCK = Pattern.compile("```(?:java|kotlin|scala)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`]*`", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
    private static final Pattern MAIN = Pattern.compile("(?:-pl ([\\w,/-]+) [^`\n]*)?-Dexec\\.mainClass=([\\w.]+)");
    private static final Pattern BENCHMARKS = Pattern.compile("-jar \\S*benchmarks\\.jar \"?([\\w|]+)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");

    @ParameterizedTest
    @MethodSource("pages")
    void everySampleIsPartOfCodeThatCompiles(Path page) throws IOException {
        String compiled = samples();
        List<String> blocks =
                all(BLOCK, Files.readString(page)).map(m -> m.group(1)).toList();
        for (String block : blocks) {
            assertThat(compiled.contains(trimmed(block)))
                    .as("the tests of examples hold this sample of %s:%n%s", page, block)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFileAndHeading(Path page) throws IOException {
        String prose = CODE.matcher(Files.readString(page)).replaceAll("");
        for (MatchResult link : all(LINK, prose).toList()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            if (target.matches("\\w+:.*")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(file).as("the link %s of %s", target, page).exists();
            if (parts.length > 1) {
                assertThat(anchors(file))
                        .as("the headings for %s of %s", target, page)
                        .contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandNamesAClassThatExists(Path page) throws IOException {
        String commands = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
        for (MatchResult main : all(MAIN, commands).toList()) {
            String module = main.group(1) == null ? "[^/]+" : Pattern.quote(main.group(1));
            assertSource(page, module + "/src/main/java/" + main.group(2).replace('.', '/'));
        }
        for (MatchResult names : all(BENCHMARKS, commands).toList()) {
            for (String name : names.group(1).split("\\|")) {
                assertSource(page, "benchmarks/src/main/java/.*/" + name);
            }
        }
        for (MatchResult test : all(TEST, commands).toList()) {
            assertSource(page, "((integrations|examples)/)?[^/]+/src/test/java/.*/" + test.group(1));
        }
    }

    @Test
    void theWalkFindsThePages() {
        assertThat(pages().map(ReadmeTest::fromRoot))
                .contains("README.md", "docs/guide.md", "docs/recipes.md", "examples/python/README.md");
    }

    /** All Markdown pages of the repository. */
    static Stream<Path> pages() {
        return FILES.stream().filter(file -> file.toString().endsWith(".md"));
    }

    private static void assertSource(Path page, String path) {
        Pattern source = Pattern.compile(path + "\\.java");
        assertThat(FILES.stream().map(ReadmeTest::fromRoot))
                .as("a source for a command of %s: %s.java", page, path)
                .anyMatch(file -> source.matcher(file).matches());
    }

    private static String fromRoot(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** The files of a folder, without those of builds and of Git. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.toString().matches(".*[/\\\\](target|\\.git)([/\\\\].*)?"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all files of Java, Kotlin and Scala whose names end in Sample or Samples, here and in integrations. */
    private static String samples() {
        return Stream.concat(files(SOURCES).stream(), files(ROOT.resolve("integrations")).stream())
                .filter(file -> file.getFileName().toString().matches(".*Samples?\\.(java|kt|scala)"))
                .map(ReadmeTest::read)
                .map(ReadmeTest::trimmed)
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    /** The code without white space, since the formatter breaks long lines that a page does not. */
    private static String trimmed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
