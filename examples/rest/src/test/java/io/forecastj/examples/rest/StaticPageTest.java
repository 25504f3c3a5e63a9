package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page, as far as they can be checked without a browser. */
class StaticPageTest {
    private static final Pattern LINK = Pattern.compile("(?:href=|src=|} from |fetch\\()\"([^\"]+)\"");

    private final RunningRest service = RunningRest.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/page.js", "/chart.js", "/api.html", "/api.js", "/page.css"})
    void nothingIsTakenFromElsewhereOrMadeOfTexts(String path) {
        String text = service.get(path).body();
        assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "//cdn")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
                .doesNotContain(" style=\"", " onclick=\"", "javascript:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/page.js", "/api.html", "/api.js"})
    void everyLinkIsPublicAndThere(String path) {
        List<String> links = LINK.matcher(service.get(path).body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            var address = service.uri("/").resolve(link);
            assertThat(service.send(HttpRequest.newBuilder(address).build()).statusCode())
                    .isEqualTo(200);
        });
    }
}
