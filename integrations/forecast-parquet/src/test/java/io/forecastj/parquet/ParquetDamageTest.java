package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ParquetDamageTest {
    @Test
    void aThousandDamagedFilesAreReadOrRefusedInLittleMemory() throws IOException, InterruptedException {
        assertThat(SmallJvm.run("128m", MutatedFiles.class, 17, 1_000))
                .contains("refused")
                .endsWith("exit 0");
    }

    @Test
    @Tag("slow")
    void manyDamagedFilesAreReadOrRefusedInLittleMemory() throws IOException, InterruptedException {
        assertThat(SmallJvm.run("128m", MutatedFiles.class, 1_000_000, 20_000))
                .contains("refused")
                .endsWith("exit 0");
    }

    @Test
    void filesThatClaimOrBecomeMuchAreRefusedInLittleMemory() throws IOException, InterruptedException {
        assertThat(SmallJvm.run("64m", HostileFiles.class).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("page: FILE: a page of column 'y' of 2147483647 bytes needs"),
                        line -> assertThat(line).startsWith("negative: FILE").contains("a page claims -1 bytes"),
                        line -> assertThat(line).startsWith("stored: FILE").contains("a page claims 2147483647 bytes"),
                        line -> assertThat(line).startsWith("gzip: FILE").contains("needs 65 MB of heap"),
                        line -> assertThat(line)
                                .startsWith("dictionary: FILE, row group 0, column 'y'")
                                .contains("a dictionary of 24 bytes claims 2147483647 values"),
                        line -> assertThat(line).startsWith("runs: FILE").contains("a dictionary that is not there"),
                        line -> assertThat(line)
                                .startsWith("rows: FILE: holding")
                                .contains("rows needs"),
                        line -> assertThat(line)
                                .startsWith("manyRows: FILE: holding")
                                .contains("rows needs"),
                        line -> assertThat(line)
                                .startsWith("blocks: FILE")
                                .contains("blocks of 2147483647 differences"),
                        line -> assertThat(line)
                                .startsWith("deltas: FILE")
                                .contains("there are 2147483647 differences for 3 values"),
                        line -> assertThat(line).isEqualTo("deep: FILE: there is no column 'y'; there are 't'"),
                        line -> assertThat(line).startsWith("wide: FILE: its footer of"),
                        line -> assertThat(line).startsWith("children: FILE: the footer is damaged"),
                        line -> assertThat(line).startsWith("texts: FILE: its footer of"),
                        line -> assertThat(line).isEqualTo("exit 0"));
    }
}
