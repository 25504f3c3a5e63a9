package io.forecastj.spring.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Writes the accepted requests to a file when the service has been stopped in good order. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("service.accepted")
public class AcceptedRequests {
    @Bean
    DisposableBean acceptedWriter(ServiceApplication service, Environment environment) {
        Path file = Path.of(environment.getRequiredProperty("service.accepted"));
        return () -> {
            try {
                Files.write(file, service.accepted());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
