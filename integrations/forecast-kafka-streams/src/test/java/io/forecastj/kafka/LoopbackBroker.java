package io.forecastj.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in KRaft mode in a process of its own, on free ports of the loopback interface. */
final class LoopbackBroker implements AutoCloseable {
    private final String address;
    private final ChildJvm process;

    private LoopbackBroker(String address, ChildJvm process) {
        this.address = address;
        this.process = process;
    }

    static LoopbackBroker start(Path folder) {
        try {
            List<Integer> ports = freePorts();
            String address = "127.0.0.1:" + ports.get(0);
            String controller = "127.0.0.1:" + ports.get(1);
            Path settings = Files.writeString(
                    folder.resolve("server.properties"),
                    String.join(
                            "\n",
                            "process.roles=broker,controller",
                            "node.id=1",
                            "listeners=PLAINTEXT://" + address + ",CONTROLLER://" + controller,
                            "controller.listener.names=CONTROLLER",
                            "controller.quorum.voters=1@" + controller,
                            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                            "log.dirs=" + folder.resolve("logs"),
                            "offsets.topic.replication.factor=1",
                            "offsets.topic.num.partitions=3",
                            "transaction.state.log.replication.factor=1",
                            "transaction.state.log.min.isr=1",
                            "transaction.state.log.num.partitions=3",
                            "group.initial.rebalance.delay.ms=0",
                            "group.min.session.timeout.ms=1000"));
            try (ChildJvm format = ChildJvm.start(
                    folder,
                    "format",
                    128,
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    "4L6g3nShT-eMCtK--X86sw",
                    "-c",
                    settings.toString())) {
                format.awaitEnd();
            }
            return new LoopbackBroker(
                    address, ChildJvm.start(folder, "broker", 512, "kafka.Kafka", settings.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        }
    }

    String address() {
        return address;
    }

    /** Creates topics, as soon as the broker answers. */
    void create(int partitions, String... topics) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", address, "default.api.timeout.ms", 120_000, "request.timeout.ms", 20_000))) {
            admin.createTopics(List.of(topics).stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError("the broker said: " + process.errors(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
