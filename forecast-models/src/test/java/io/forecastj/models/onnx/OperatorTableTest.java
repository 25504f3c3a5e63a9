package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperatorTableTest {
    private static final Path PAGE = Path.of("..", "docs", "onnx.md");

    @Test
    void thePageListsTheOperatorsOfTheTable() throws Exception {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## Operators");
        int end = page.indexOf("\n## ", start + 1);
        TreeSet<String> listed = new TreeSet<>();
        page.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.split("\\|")[2])
                .forEach(names -> Arrays.stream(names.split("[`, ]+"))
                        .filter(name -> !name.isBlank())
                        .forEach(listed::add));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        new TreeSet<>(OperatorTable.all().keySet()));
    }

    @Test
    void aNewerOperatorIsRefusedWithItsNameAndTheRemedy() {
        assertThat(OperatorTable.all()).doesNotContainKeys("CastLike", "STFT", "Loop", "Scan", "RandomNormal");
        assertThat(OperatorTable.REMEDY).contains("OnnxOptions.provenInChildProcess");
    }
}
