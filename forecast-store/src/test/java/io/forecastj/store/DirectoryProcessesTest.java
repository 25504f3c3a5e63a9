package io.forecastj.store;

import static io.forecastj.store.DirectoryStorageTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory. */
class DirectoryProcessesTest {
    @TempDir
    Path folder;

    @Test
    void aCounterOfSeveralProcessesLosesNothing() throws Exception {
        int processes = 4;
        int each = 60;
        Path root = folder.resolve("new/store"); // which they create at once
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            running.add(DirectoryChild.start(List.of(), "count", root.toString(), String.valueOf(each)));
        }
        for (Process process : running) {
            DirectoryChild.Result result = DirectoryChild.finish(process);
            assertThat(result.lines()).containsExactly("done");
        }
        assertThat(root.resolve("head")).hasContent(String.valueOf(processes * each));
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aProcessThatEndsBeforeAnyOperationOfAReplacementLeavesNothingToTheNextOpening() throws Exception {
        assertNothingIsLeft(true);
    }

    @Test
    @Tag("slow")
    void aProcessThatEndsBeforeAnyOperationOfAnyChangeLeavesNothingToTheNextOpening() throws Exception {
        assertNothingIsLeft(false);
    }

    private void assertNothingIsLeft(boolean replaceOnly) throws Exception {
        boolean anyLeft = false;
        for (int k = 1; ; k++) {
            Path root = folder.resolve("store" + k);
            DirectoryStorage before = DirectoryStorage.at(root);
            before.putIfAbsent("head", bytes("old"));
            before.putIfAbsent("blobs/old", bytes("old"));
            DirectoryChild.Result result = DirectoryChild.finish(
                    DirectoryChild.start(List.of(), "halt", root.toString(), "" + k, "" + replaceOnly));
            String at = "ended before operation " + k + " " + result.lines();
            anyLeft |= !DirectoryStorageTest.files(root.resolve("tmp")).isEmpty();
            DirectoryStorage after = DirectoryStorage.at(root);
            assertThat(root.resolve("tmp")).as(at).isEmptyDirectory();
            assertWhole(after, replaceOnly, at);
            after.putIfAbsent("blobs/new", bytes("new"));
            after.replace("head", Hashes.of(bytes("old")), bytes("new"));
            after.delete("blobs/old");
            assertThat(DirectoryStorageTest.files(root)).as(at).containsExactly("blobs/ne/new", "head");
            if (result.exit() == 0) {
                assertThat(k).as("operations").isGreaterThan(replaceOnly ? 7 : 20);
                assertThat(anyLeft).as("some end left a temporary file").isTrue();
                return;
            }
            assertThat(result.exit()).as(at).isEqualTo(DirectoryChild.HALTED);
        }
    }

    /** The changes happened in their order, each whole or not at all. */
    private static void assertWhole(DirectoryStorage storage, boolean replaceOnly, String at) throws IOException {
        boolean put = storage.get("blobs/new").isPresent();
        boolean replaced = storage.get("head").orElseThrow().tag().equals(Hashes.of(bytes("new")));
        boolean deleted = storage.get("blobs/old").isEmpty();
        assertThat(put || replaceOnly || !replaced).as(at).isTrue();
        assertThat(replaced || !deleted).as(at).isTrue();
        Path root = Path.of(storage.toString());
        for (String file : DirectoryStorageTest.files(root)) {
            assertThat(root.resolve(file)).as(at).content().isIn("old", "new");
        }
    }
}
