package io.forecastj.examples.rest;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the schemas of the documents, to which {@code openapi.json} refers. */
@Configuration(proxyBeanMethods = false)
class Schemas implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schema/*.json").addResourceLocations("classpath:/io/forecastj/json/schema/");
    }
}
