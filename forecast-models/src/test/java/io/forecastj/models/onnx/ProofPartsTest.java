package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a proof in a child process, each without one. */
class ProofPartsTest {
    private static final RunInputs INPUTS = new RunInputs(1, 1, -1, true);

    @TempDir
    private Path folder;

    @Test
    void aRequestIsReadAsItWasWritten() throws IOException {
        Signature signature = new Signature(
                List.of(
                        new Signature.Port("x", ElementType.FLOAT, new Form(List.of(4L, 3L), 1)),
                        new Signature.Port("ü", ElementType.INT64, new Form(List.of(), Form.NO_BATCH))),
                List.of(new Signature.Port("y", ElementType.DOUBLE, new Form(List.of(2L), 0))),
                4,
                List.of("x is taken as 'btf'"));
        ProofRequest request = new ProofRequest(List.of(new byte[] {1, 2}), List.of(signature), INPUTS, 5, 2, "CPU");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        request.write(new DataOutputStream(bytes));
        ProofRequest read = ProofRequest.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.signatures()).isEqualTo(request.signatures());
        assertThat(read.files().get(0)).isEqualTo(new byte[] {1, 2});
        assertThat(List.of(read.inputs(), read.samples(), read.threads(), read.provider()))
                .isEqualTo(List.of(INPUTS, 5, 2, "CPU"));
        assertThat(read.sha256())
                .isEqualTo(request.sha256())
                .isNotEqualTo(
                        new ProofRequest(List.of(new byte[] {1, 3}), List.of(signature), INPUTS, 5, 2, "CPU").sha256())
                .isNotEqualTo(
                        new ProofRequest(List.of(new byte[] {1, 2}), List.of(signature), INPUTS, 5, 3, "CPU").sha256());
    }

    @Test
    void theClassPathIsThatOfThisLibraryAndOfWhatItNeeds() {
        String path = ChildClassPath.of(folder);
        assertThat(path.split(System.getProperty("path.separator")))
                .hasSize(7)
                .allSatisfy(file -> assertThat(Path.of(file)).exists())
                .anyMatch(file -> file.contains("onnxruntime"))
                .noneMatch(file -> file.contains("junit"));
    }

    @Test
    void neitherSecretsNorOptionsForJavaReachTheChild() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "Path", "/bin",
                "LANG", "de_DE.UTF-8",
                "DATABASE_PASSWORD", "secret",
                "JAVA_TOOL_OPTIONS", "-Xmx1m",
                "JDK_JAVA_OPTIONS", "-Xmx1m",
                "LD_PRELOAD", "other.so"));
        ProofProcess.reduce(environment);
        assertThat(environment).isEqualTo(Map.of("Path", "/bin", "LANG", "de_DE.UTF-8", "ORT_DISABLE_TELEMETRY", "1"));
    }

    @Test
    void aJarInsideAnotherIsUnpacked() throws IOException {
        Path outer = folder.resolve("my app.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(outer))) {
            zip.putNextEntry(new ZipEntry("BOOT-INF/lib/inner.jar"));
            zip.write(new byte[] {1, 2, 3});
            zip.closeEntry();
        }
        String url = outer.toUri().toString();
        String path = url.substring("file:".length());
        for (String place : List.of(
                "jar:" + url + "!/BOOT-INF/lib/inner.jar!/",
                "jar:nested:" + path + "/!BOOT-INF/lib/inner.jar!/",
                "nested:" + path + "/!BOOT-INF/lib/inner.jar")) {
            Path directory = Files.createTempDirectory(folder, "out");
            assertThat(ChildClassPath.file(place, directory))
                    .as(place)
                    .isEqualTo(directory.resolve("inner.jar"))
                    .hasBinaryContent(new byte[] {1, 2, 3});
        }
        assertThat(ChildClassPath.file("jar:" + url + "!/", folder)).isEqualTo(outer);
        assertThat(ChildClassPath.file(url, folder)).isEqualTo(outer);
        for (String nowhere : List.of(
                "jar:" + url + "!/BOOT-INF/lib/other.jar!/",
                "vfs:/content/app.war/WEB-INF/lib/inner.jar",
                "jrt:/io.forecastj.models",
                "file:/no/such/file.jar",
                "file:no uri%",
                "http://example.org/inner.jar")) {
            assertThat(ChildClassPath.file(nowhere, folder)).as(nowhere).isNull();
        }
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void theMemoryOfAProcessIsKnown() {
        long own = new ResidentMemory(ProcessHandle.current().pid()).bytes();
        assertThat(own).isBetween(20L << 20, 64L << 30);
        assertThat(new ResidentMemory(Integer.MAX_VALUE).bytes()).isZero();
    }

    @Test
    void theEndOfALongOutputIsKeptWithoutColours() {
        String text = "line\n".repeat(100_000) + "\u001b[0;93mone\u001b[m\n\n two\u0007\nthree" + "e".repeat(1_000);
        LastOutput output = new LastOutput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        output.run();
        assertThat(output.shown()).isEqualTo("one | two | three" + "e".repeat(195) + "...");
        LastOutput silent = new LastOutput(new ByteArrayInputStream(new byte[0]));
        silent.run();
        assertThat(silent.shown()).isEmpty();
    }

    @Test
    void aReportIsReadHoweverFarItsProcessCame() throws IOException {
        assertThat(ProofReport.read(folder).state()).isEqualTo(ProofReport.State.NONE);
        ProofReport running = new ProofReport(ProofReport.State.RUNNING, "running\nit");
        running.write(folder);
        assertThat(ProofReport.read(folder)).isEqualTo(running);
        try (OutputStream out = Files.newOutputStream(folder.resolve("report"))) {
            out.write(new byte[] {'P', 'A'});
        }
        assertThat(ProofReport.read(folder).state()).isEqualTo(ProofReport.State.NONE);
    }

    @Test
    void aCrashReportGivesTheCauseAndThePlace() throws IOException {
        assertThat(CrashText.report(folder)).isEmpty();
        Files.writeString(
                folder.resolve(CrashText.FILE),
                "#\n# A fatal error\n#\n#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=2\n#\n# JRE version: 17\n"
                        + "# Problematic frame:\n# C  [libx.so+0x1]\n#\n");
        assertThat(CrashText.report(folder)).isEqualTo("SIGSEGV (0xb) at pc=0x1 in C  [libx.so+0x1]");
        assertThat(CrashText.status(139)).isEqualTo("exit status 139, SIGSEGV");
        assertThat(CrashText.status(3)).isEqualTo("exit status 3");
    }

    @Test
    void threadsShareOneProofAndAFailureToProveIsTriedAgain() throws Exception {
        ProofCache cache = new ProofCache();
        assertThatThrownBy(() -> cache.get("key", () -> {
                    throw new ForecastException("no process");
                }))
                .hasMessage("no process");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger proofs = new AtomicInteger();
        CompletableFuture<ProofVerdict> first = CompletableFuture.supplyAsync(() -> cache.get("key", () -> {
            proofs.incrementAndGet();
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ProofVerdict.PROVEN;
        }));
        started.await();
        CompletableFuture<ProofVerdict> second = CompletableFuture.supplyAsync(() -> cache.get("key", () -> {
            proofs.incrementAndGet();
            return ProofVerdict.failed("twice");
        }));
        end.countDown();
        assertThat(first.get()).isEqualTo(ProofVerdict.PROVEN);
        assertThat(second.get()).isEqualTo(ProofVerdict.PROVEN);
        assertThat(proofs).hasValue(1);
    }
}
