package io.forecastj.store;

import static io.forecastj.store.DirectoryStorageTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures of files: each is a {@link StoreException}, leaves nothing and loses nothing. The full disk and the missing
 * permissions of the tests with a child process are real, made by the kernel; the failures of single operations are
 * thrown by a layer above the real files.
 */
class DirectoryFailureTest {
    private static final int MOST_OPERATIONS = 60;

    @TempDir
    Path folder;

    private static Stream<Arguments> failures() {
        Stream<Function<Path, IOException>> failures = Stream.of(
                path -> new IOException("No space left on device"),
                path -> new FileSystemException(path.toString(), null, "Read-only file system"));
        List<String> changes = List.of("put", "replace", "delete");
        return failures.flatMap(failure -> changes.stream().map(change -> Arguments.of(failure, change)));
    }

    private static void change(Storage storage, String change) {
        switch (change) {
            case "put" -> storage.putIfAbsent("snapshots/new/object", bytes("new"));
            case "replace" -> storage.replace("head", Hashes.of(bytes("old")), bytes("new"));
            default -> storage.delete("blobs/old");
        }
    }

    private static boolean isMade(Storage storage, String change) {
        return switch (change) {
            case "put" -> storage.get("snapshots/new/object").isPresent();
            case "replace" ->
                storage.get("head")
                        .filter(head -> head.tag().equals(Hashes.of(bytes("new"))))
                        .isPresent();
            default -> storage.get("blobs/old").isEmpty();
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfAnyOperationIsTypedAndLeavesTheStoreAsItWasOrChanged(
            Function<Path, IOException> failure, String change) throws IOException {
        int failed = 0;
        for (int k = 1; k <= MOST_OPERATIONS; k++) {
            Path root = folder.resolve("store" + k);
            Storage before = DirectoryStorage.at(root);
            before.putIfAbsent("head", bytes("old"));
            before.putIfAbsent("blobs/old", bytes("old"));
            int last = k;
            int[] operations = new int[1];
            String[] failing = {""};
            Storage storage = DirectoryStorage.over(
                    new HookedFiles((operation, path) -> {
                        if (DirectoryChild.CHANGES.contains(operation) && ++operations[0] == last) {
                            failing[0] = operation;
                            throw failure.apply(path);
                        }
                    }),
                    root,
                    Duration.ofSeconds(10));
            String at = change + ", operation " + k + ": " + failing[0];
            try {
                change(storage, change);
                assertThat(isMade(storage, change)).as(at).isTrue();
            } catch (StoreException e) {
                failed++;
                assertThat(e).as(at).hasCauseInstanceOf(IOException.class).hasMessageContaining(root.toString());
                assertThat(isMade(storage, change))
                        .as(at)
                        .isEqualTo(e.getMessage().contains("the change is made"));
            }
            assertThat(root.resolve("tmp")).as(at).isEmptyDirectory();
            if (failing[0].isEmpty()) {
                assertThat(failed).as("operations that failed").isGreaterThan(3);
                return;
            }
            change(storage, change);
            assertThat(isMade(DirectoryStorage.at(root), change)).as(at).isTrue();
        }
        throw new AssertionError("more than " + MOST_OPERATIONS + " operations");
    }

    @Test
    void anOldTemporaryFileThatCannotBeRemovedIsNoHindrance() throws IOException {
        Path root = folder.resolve("store");
        DirectoryStorage.at(root).putIfAbsent("head", bytes("old"));
        Path left = root.resolve("tmp/01234567-89ab-cdef-0123-456789abcdef");
        Files.writeString(left, "left");
        Storage storage = DirectoryStorage.over(
                new HookedFiles((operation, path) -> {
                    if (operation.equals("delete")) {
                        throw new AccessDeniedException(path.toString());
                    }
                }),
                root,
                Duration.ofSeconds(10));
        change(storage, "replace");
        assertThat(isMade(storage, "replace")).isTrue();
        assertThat(left).exists();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets a child change a store that it may only read; as another user, since root may do everything. */
    private List<String> changeAsReader(Path root) throws IOException, InterruptedException {
        List<String> user =
                isRoot() ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.<String>of();
        if (isRoot()) {
            List<String> probe = Stream.concat(
                            user.stream(),
                            Stream.of(
                                    "test",
                                    "-r",
                                    Path.of("target/classes").toAbsolutePath().toString()))
                    .toList();
            assumeTrue(runs(probe), "setpriv is missing, or another user cannot read the classes of this module");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        try {
            DirectoryChild.Result result = DirectoryChild.finish(DirectoryChild.start(user, "change", root.toString()));
            assertThat(result.exit()).as("%s", result.lines()).isZero();
            return result.lines();
        } finally {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.filter(Files::isDirectory).toList()) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    @Test
    void aStoreThatMayOnlyBeReadIsOpenedAndReadAndRefusesChanges() throws Exception {
        Path root = folder.resolve("store");
        DirectoryStorage storage = DirectoryStorage.at(root);
        storage.putIfAbsent("head", bytes("old"));
        storage.putIfAbsent("blobs/old", bytes("old"));
        Files.writeString(root.resolve("tmp/01234567-89ab-cdef-0123-456789abcdef"), "left by a killed writer");
        var before = DirectoryStorageTest.contents(root);
        List<String> lines = changeAsReader(root);
        assertThat(lines).hasSize(6);
        assertThat(lines.subList(0, 3))
                .containsExactly(
                        "open: " + root, "get: Optional[" + Hashes.of(bytes("old")) + "]", "list: [blobs/old]");
        assertThat(lines.subList(3, 6)).allSatisfy(line -> assertThat(line)
                .contains("StoreException", "the permission is missing", "AccessDeniedException"));
        assertThat(DirectoryStorageTest.contents(root)).isEqualTo(before);
    }

    @Test
    void aStoreCannotBeCreatedWithoutPermission() throws Exception {
        Path root = Files.createDirectory(folder.resolve("locked"));
        List<String> lines = changeAsReader(root);
        assertThat(lines.get(0)).isEqualTo("open: " + root);
        assertThat(lines.get(3)).startsWith("putIfAbsent: ").contains("StoreException", "the permission is missing");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFullDiskRefusesChangesKeepsWhatIsThereAndLeavesNothing() throws Exception {
        Path root = Files.createDirectory(folder.resolve("disk"));
        List<String> own = isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-rm");
        String mount = "mount -t tmpfs -o size=512k none '" + root + "'";
        // the disk is in the child's own view of the file system, and goes when the child ends
        assumeTrue(
                runs(Stream.concat(own.stream(), Stream.of("sh", "-c", mount)).toList()),
                "a small file system can be mounted on Linux only, with the permission for it");
        List<String> inside = Stream.concat(own.stream(), Stream.of("sh", "-c", mount + " && exec \"$@\"", "sh"))
                .toList();
        DirectoryChild.Result result = DirectoryChild.finish(
                DirectoryChild.start(inside, "fill", root.resolve("store").toString()));
        assertThat(result.exit()).as("%s", result.lines()).isZero();
        assertThat(result.lines()).hasSize(7);
        assertThat(result.lines().get(0)).startsWith("fill: ").contains("StoreException", "No space left on device");
        assertThat(result.lines().get(1)).startsWith("replace: ").contains("StoreException", "No space left on device");
        assertThat(result.lines().subList(2, 7))
                .containsExactly(
                        "head: head",
                        "objects: 0 more than written",
                        "reopen: " + root.resolve("store"),
                        "temporary: 0",
                        "delete: true");
    }
}
