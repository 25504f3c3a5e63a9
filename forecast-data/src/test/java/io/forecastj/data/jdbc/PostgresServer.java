package io.forecastj.data.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A server of PostgreSQL in a temporary directory, on loopback. Root starts it as the user postgres. */
final class PostgresServer {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path programs;
    private final String folder;
    private final int port;

    private PostgresServer(Path programs, String folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Returns the directory of the programs of the newest version that Debian has installed. */
    static Optional<Path> programs() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(all)) {
                versions.forEach(version -> found.add(version.resolve("bin")));
            }
        }
        return found.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Comparator.comparing(Path::toString));
    }

    static PostgresServer start(Path programs) throws IOException, InterruptedException {
        String folder = run("mktemp", "-d", "/tmp/forecastj-postgres-XXXXXX").strip();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(programs, folder, port);
        try {
            run(
                    programs.resolve("initdb").toString(),
                    "-D",
                    folder + "/data",
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-N",
                    "-E",
                    "UTF8",
                    "--locale=C");
            // another time zone than the tests, which must not matter
            server.control(
                    "-w",
                    "-l",
                    folder + "/log",
                    "-o",
                    "-h 127.0.0.1 -p " + port + " -k " + folder + " -F -c timezone=America/New_York",
                    "start");
            return server;
        } catch (IOException | RuntimeException e) {
            server.remove();
            throw e;
        }
    }

    String address() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("pg_ctl").toString(), "-D", folder + "/data"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private void remove() throws IOException, InterruptedException {
        run("rm", "-r", folder);
    }

    void close() throws IOException, InterruptedException {
        control("-m", "immediate", "stop");
        remove();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        all.addAll(Arrays.asList(command));
        Path output = Files.createTempFile("postgres", ".txt"); // a pipe would stay open as long as the server
        try {
            Process process = new ProcessBuilder(all)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new IOException(String.join(" ", all) + " ended with " + status + ": " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
