package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers of every form, cut after every byte or changed at random. */
class CutAnswersTest {
    private static final TrueBars TRUTH =
            TrueBars.random(new Random(3), BarInterval.ONE_HOUR, Instant.parse("2024-03-04T00:00:00Z"), 3, 0);

    private static final PageRange PAGE = new PageRange("test", "T", BarInterval.ONE_HOUR, 0, Long.MAX_VALUE);

    private static final Map<String, JsonAnswer.Content<BarRows>> FORMS = Map.of(
            TRUTH.binance(), BinanceKlines::rows,
            TRUTH.coinbase(), json -> CoinbaseCandles.rows(json).reversed(),
            TRUTH.kraken(), KrakenOhlc::rows,
            TRUTH.coinGecko(), json -> CoinGeckoOhlc.rows(json, 3_600_000),
            TRUTH.yahoo("1h", "UTC", 1, 2, 3, ",\"x\":[true,false,null,-1.5e-3,\"\\u00e9\"]"),
                    json -> YahooAnswer.read(json).bars(BarInterval.ONE_HOUR, Long.MAX_VALUE / 2));

    @Test
    void anAnswerThatIsCutIsRequestedAgain() {
        FORMS.forEach((body, content) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                HttpAnswer cut = new HttpAnswer("application/json", Arrays.copyOf(bytes, length), true, text -> text);
                FailedAttempt failed = catchThrowableOfType(FailedAttempt.class, () -> JsonAnswer.read(cut, content));
                assertThat(failed).as("%d bytes of %s", length, body).isNotNull();
                assertThat(failed.kind()).as("%s of %s", failed, body).isEqualTo(FailedAttempt.Kind.DOWN);
            }
        });
    }

    @Test
    void aCsvWithoutItsLengthIsRefusedSinceItMayBeCutAtTheEndOfALine() throws Exception {
        String csv = TRUTH.first(1).stooq();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerWithoutLength(server, csv));
            thread.start();
            MarketSource source = MarketSources.stooq(MarketSettings.defaults()
                    .baseAddress(URI.create("http://"
                            + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getLocalPort())));
            Instant from = Instant.parse("2024-03-04T00:00:00Z");
            assertThatThrownBy(() -> source.bars("x", BarInterval.ONE_DAY, from, from.plusSeconds(90_000)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("does not state its length");
            thread.join();
        }
    }

    @Test
    void aCsvInChunksIsRead() {
        byte[] csv = TRUTH.first(1).stooq().getBytes(StandardCharsets.US_ASCII);
        LoopbackProvider.Reply chunks = (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(csv);
        };
        try (LoopbackProvider server = new LoopbackProvider(request -> chunks)) {
            MarketSource source = MarketSources.stooq(MarketSettings.defaults().baseAddress(server.address()));
            Instant from = Instant.parse("2024-03-04T00:00:00Z");
            assertThat(source.bars("x", BarInterval.ONE_DAY, from, from.plusSeconds(90_000))
                            .length())
                    .isEqualTo(1);
        }
    }

    private static void answerWithoutLength(ServerSocket server, String body) {
        try (Socket socket = server.accept()) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aChangedAnswerIsReadAsItIsOrRefused() {
        for (Map.Entry<String, JsonAnswer.Content<BarRows>> form : FORMS.entrySet()) {
            changed(form.getKey(), 1_000, answer -> JsonAnswer.read(answer, form.getValue()));
        }
        changed(TRUTH.first(1).stooq(), 300, StooqCsv::rows);
    }

    private static void changed(String body, int times, ProviderClient.AnswerReader<BarRows> reader) {
        int read = 0;
        for (int seed = 0; seed < times; seed++) {
            byte[] bytes = changed(body.getBytes(StandardCharsets.UTF_8), new Random(seed));
            HttpAnswer answer = new HttpAnswer("", bytes, true, text -> text);
            try {
                PageCheck check = new PageCheck(PAGE, PageCheck.Outside.ANY);
                BarRows rows = check.inRange(reader.read(answer), new BarRows(), 0);
                for (int row = 0; row < rows.size(); row++) {
                    assertThat(rows.flaw(row)).as("seed %d of %s", seed, body).isEmpty();
                }
                read++;
            } catch (FailedAttempt e) {
                assertThat(e.text()).as("seed %d of %s", seed, body).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " of " + body, e);
            }
        }
        assertThat(read).as("answers that are still valid, of %s", body).isBetween(1, times - 1);
    }

    /** Changes, removes or repeats some bytes. */
    private static byte[] changed(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.setCharAt(at, "0123456789-.,:[]{}\"en\n".charAt(random.nextInt(22)));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(40))));
            }
            text.append(text.length() == 0 ? " " : "");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
