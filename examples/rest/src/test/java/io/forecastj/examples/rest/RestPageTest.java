package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/rest.md says what the settings and the requests of the service are. */
class RestPageTest {
    private static final Path PAGE = Path.of("../../docs/rest.md");
    private static final Pattern SETTING = Pattern.compile("\\| `((?:service|server\\.address)[^`]*)` \\|([^|]*)\\|.*");
    private static final Pattern REQUEST = Pattern.compile("`(GET|POST|DELETE) (/(?!actuator/forecastj)[^`?]*)[^`]*`");

    @Test
    void theTableHasAllSettingsWithTheirDefaults() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = SETTING.matcher(line);
            if (row.matches()) {
                Matcher first = Pattern.compile("`([^`]*)`").matcher(row.group(2));
                documented.put(row.group(1), first.find() ? first.group(1) : "");
            }
        }
        Properties defaults = new Properties();
        try (InputStream in = RestService.class.getResourceAsStream("/application.properties")) {
            defaults.load(in);
        }
        Map<String, String> present = new TreeMap<>(Map.of("service.api-key", ""));
        defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("service.") || name.equals("server.address"))
                .forEach(name -> present.put(name, defaults.getProperty(name)));
        assertThat(documented).isEqualTo(present);
    }

    @Test
    void eachRequestOfThePageIsDescribedButThoseOfTheStarter() throws IOException {
        String described = Files.readString(Path.of("src/main/resources/static/openapi.json"));
        Matcher request = REQUEST.matcher(Files.readString(PAGE));
        int requests = 0;
        while (request.find()) {
            String path = request.group(2);
            assertThat(described).as(request.group()).contains("\"" + path + "\"");
            requests++;
        }
        assertThat(requests).isGreaterThan(10);
    }
}
