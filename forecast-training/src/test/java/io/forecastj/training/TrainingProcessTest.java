package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Promises that only new processes show. */
@Tag("slow")
@NeedsEngine
class TrainingProcessTest {
    private static final long MAX_GROWTH = 16L << 20;

    /** A heap of one size that is in memory from the start, and little compiled code: the rest is native. */
    private static final String[] STEADY = {
        "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
    };

    @Test
    void twoProcessesTrainTheSameFilesInEveryByte() throws Exception {
        List<String> files = TrainingChild.run("files");
        assertThat(files).hasSize(SmallNeural.KINDS.size()).doesNotHaveDuplicates();
        assertThat(TrainingChild.run("files", "-Xmx300m", "-XX:+UseSerialGC")).isEqualTo(files);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHundredFitsLeaveMemoryAsItWas() throws Exception {
        assertThat(Long.parseLong(TrainingChild.run("fits", STEADY).get(0))).isLessThan(MAX_GROWTH);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twentyEpochsLeaveMemoryAsItWas() throws Exception {
        assertThat(Long.parseLong(TrainingChild.run("epochs", STEADY).get(0))).isLessThan(MAX_GROWTH);
    }
}
