package io.forecastj.spring;

import io.forecastj.lifecycle.monitoring.Monitor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The actuator endpoint {@code forecastj}: reads the states of all models or of one, and reloads one.
 *
 * <p>Thread-safe.
 */
@Endpoint(id = "forecastj")
public final class ForecastEndpoint {
    private final ForecastModels models;
    private final Map<String, Monitor> monitors;
    private final ForecastEndpointProperties properties;

    ForecastEndpoint(ForecastModels models, Map<String, Monitor> monitors, ForecastEndpointProperties properties) {
        this.models = models;
        this.monitors = Map.copyOf(monitors);
        this.properties = properties;
    }

    /**
     * Reads the states of all models, and the snapshots of the monitors that are beans.
     *
     * @param context decides whether reasons are shown
     * @return the states by name
     */
    @ReadOperation
    public Map<String, Object> models(SecurityContext context) {
        Map<String, Object> states = new LinkedHashMap<>();
        models.names().forEach(name -> states.put(name, describe(models.status(name), shown(context))));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("models", states);
        if (!monitors.isEmpty()) {
            Map<String, Object> snapshots = new LinkedHashMap<>();
            monitors.forEach((name, monitor) -> snapshots.put(name, MonitorDocument.of(monitor.snapshot())));
            document.put("monitors", snapshots);
        }
        return document;
    }

    /**
     * Reads the state of one model.
     *
     * @param context decides whether reasons are shown
     * @param name the name of the model
     * @return the state, or status 404 if there is no such model
     */
    @ReadOperation
    public WebEndpointResponse<Map<String, Object>> model(SecurityContext context, @Selector String name) {
        return models.names().contains(name)
                ? new WebEndpointResponse<>(describe(models.status(name), shown(context)))
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }

    /**
     * Looks at the alias of one model, and lets the version that it names serve. It takes no context of security, with
     * which a request would need a body; so reasons are shown if they are always shown.
     *
     * @param name the name of the model
     * @return the state after it: with status 200 if the version that the alias names serves, 503 if not, 404 if there
     *     is no such model
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, Object>> reload(@Selector String name) {
        if (!models.names().contains(name)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        ModelStatus status = models.reload(name);
        return new WebEndpointResponse<>(
                describe(status, properties.getShowValues().isShown(false)),
                status.current() ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
    }

    private boolean shown(SecurityContext context) {
        return properties.getShowValues().isShown(context, properties.getRoles());
    }

    private Map<String, Object> describe(ModelStatus status, boolean reasons) {
        Map<String, Object> document =
                StatusDocument.of(status, reasons, Clock.systemUTC().instant());
        models.monitor(status.name())
                .ifPresent(monitor -> document.put("monitor", MonitorDocument.of(monitor.snapshot())));
        return document;
    }
}
