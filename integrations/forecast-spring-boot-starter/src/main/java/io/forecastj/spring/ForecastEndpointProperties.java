package io.forecastj.spring;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the endpoint {@code forecastj}, as other endpoints have them. Not thread-safe while it is filled. */
@ConfigurationProperties("management.endpoint.forecastj")
public final class ForecastEndpointProperties {
    /**
     * When to show the reasons of failures, which may name files, hosts and tables.
     */
    private Show showValues = Show.NEVER;

    /**
     * Roles that may see the reasons with "when-authorized". Any role if empty.
     */
    private Set<String> roles = new HashSet<>();

    /** Creates the properties of an endpoint without reasons. */
    public ForecastEndpointProperties() {}

    /** {@return when to show the reasons of failures} */
    public Show getShowValues() {
        return showValues;
    }

    /**
     * Sets when to show the reasons of failures.
     *
     * @param showValues never, when authorized or always
     */
    public void setShowValues(Show showValues) {
        this.showValues = Objects.requireNonNull(showValues, "showValues");
    }

    /** {@return the roles that may see the reasons; any if empty} */
    public Set<String> getRoles() {
        return roles;
    }

    /**
     * Sets the roles that may see the reasons.
     *
     * @param roles the roles; any if empty
     */
    public void setRoles(Set<String> roles) {
        this.roles = Objects.requireNonNull(roles, "roles");
    }
}
