package io.forecastj.spring.service;

import io.forecastj.Predictor;
import java.util.Map;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forecasts with every model and trains one, when the service has started: for executable jars without web. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("service.tasks")
public class StartTasks {
    @Bean
    CommandLineRunner tasks(Map<String, Predictor> predictors) {
        return arguments -> {
            predictors.forEach((name, predictor) -> System.out.println(name + ": "
                    + predictor.predict(ServiceApplication.history()).point(1)));
            NativeTraining.train(System.out::println);
        };
    }
}
