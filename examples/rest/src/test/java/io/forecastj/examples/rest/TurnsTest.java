package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
    private static final int REQUESTS = 20;

    /** Meanwhile the answers to the other clients have filled their connections. */
    private static final int ASKED = 300;

    /** So many clients that each of them could hold a turn. */
    private static final int CLIENTS = 2 * Runtime.getRuntime().availableProcessors();

    @Test
    @Timeout(60)
    void clientsThatDoNotReadTheirAnswersHoldNobodyUp(@TempDir Path folder) throws Exception {
        try (RunningRest service = RunningRest.start(folder.resolve("models"))) {
            List<Socket> clients = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(deaf(service.request("/forecasts").build().uri()));
                }
                for (int i = 0; i < ASKED; i++) {
                    HttpResponse<String> answer = service.post("/forecast", "{}");
                    assertThat(answer.statusCode()).isEqualTo(200);
                }
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    /** A client that asks for many documents, again and again, and reads none. */
    private static Socket deaf(URI uri) throws IOException {
        String body = "{\"requests\": [" + String.join(",", Collections.nCopies(REQUESTS, "{}")) + "]}";
        String request = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + RunningRest.KEY + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        byte[] many = request.repeat(50).getBytes(StandardCharsets.UTF_8);
        Thread sender = new Thread(() -> {
            try {
                socket.getOutputStream().write(many);
            } catch (IOException e) {
                // closed at the end of the test
            }
        });
        sender.setDaemon(true);
        sender.start();
        return socket;
    }
}
