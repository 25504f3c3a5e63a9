package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the API against what the service does. */
class OpenApiTest {
    private final RunningRest service = RunningRest.shared();
    private final JsonNode api = RunningRest.json(service.get("/openapi.json"));

    @Test
    void everyMappingIsDescribedAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (isOurs(method)) {
                        mapped.addAll(operations(info));
                    }
                });
        Set<String> described = new TreeSet<>();
        api.get("paths").forEachEntry((path, operations) -> {
            if (!path.startsWith("/actuator")) {
                operations.propertyNames().forEach(method -> described.add(method.toUpperCase() + " " + path));
            }
        });
        assertThat(described).isEqualTo(mapped).hasSize(13);
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackage().equals(RestService.class.getPackage());
    }

    private static List<String> operations(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path))
                .toList();
    }

    @Test
    void whatIsDescribedOfTheActuatorIsThere() {
        api.get("paths").propertyNames().stream()
                .filter(path -> path.startsWith("/actuator"))
                .map(path -> path.replace("{name}", "linear"))
                .forEach(path ->
                        assertThat(service.get(path).statusCode()).as(path).isEqualTo(200));
        assertThat(service.post("/actuator/forecastj/linear", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyEndpointOfTheActuatorIsDescribed() {
        JsonNode links = RunningRest.json(service.get("/actuator")).get("_links");
        Set<String> described = Set.copyOf(api.get("paths").propertyNames());
        links.propertyNames().stream()
                .filter(name -> !name.equals("self") && !name.equals("health-path"))
                .forEach(name -> assertThat(described)
                        .contains(links.at("/" + name + "/href").asString().replaceAll("^http://[^/]*", "")));
    }

    @Test
    void whateverIsJsonMayBeNotAcceptedOrFail() {
        api.get("paths")
                .forEachEntry((path, operations) -> operations.forEach(operation -> {
                    if (!path.startsWith("/actuator")) {
                        assertThat(operation.get("responses").propertyNames())
                                .as(path)
                                .contains("401", "406", "500");
                    }
                }));
        String rows = "/paths/~1series/get/parameters/0/schema/maximum";
        assertThat(api.at(rows).asInt())
                .isEqualTo(service.bean(ServiceSettings.class).limits().rows());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        api.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                HttpResponse<String> schema = service.get("/" + reference);
                assertThat(schema.statusCode()).isEqualTo(200);
                assertThat(RunningRest.json(schema).get("$id").asString()).startsWith("urn:forecastj:");
            }
        });
    }

    @Test
    void theExamplesAreAnsweredAsDescribed() {
        api.get("paths").forEachEntry((path, operations) -> {
            JsonNode post = operations.path("post");
            JsonNode body = post.at("/requestBody/content/application~1json/example");
            if (!body.isMissingNode() && !path.equals("/train")) {
                HttpResponse<String> response = service.post(path, body.toString());
                assertThat(post.get("responses").propertyNames())
                        .as(path)
                        .contains(Integer.toString(response.statusCode()));
                assertThat(response.statusCode()).as(response.body()).isIn(200, 422);
            }
        });
    }

    @Test
    void theFieldsOfModelsAreTheDescribedOnes() {
        JsonNode model = RunningRest.json(service.get("/models/linear"));
        assertThat(model.propertyNames()).containsExactlyInAnyOrderElementsOf(fields("Model"));
        assertThat(model.at("/versions/0").propertyNames()).containsExactlyInAnyOrderElementsOf(fields("Version"));
    }

    private Collection<String> fields(String schema) {
        return api.at("/components/schemas/" + schema + "/properties").propertyNames();
    }
}
