package io.forecastj.spring;

import io.forecastj.spring.ForecastProperties.Model;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Defines one bean for each model of the properties. Only the names and the kinds of the models are read here, so what
 * an application that was processed ahead of time changes at run time are the other properties.
 */
final class ModelRegistrar implements ImportBeanDefinitionRegistrar {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Environment environment;

    ModelRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
        Map<String, Model> models = Binder.get(environment)
                .bind(ForecastProperties.MODELS, Bindable.mapOf(String.class, Model.class))
                .orElseGet(Map::of);
        models.forEach((name, model) -> {
            requireFree(name, registry);
            registry.registerBeanDefinition(name, definition(name, model));
        });
    }

    private static RootBeanDefinition definition(String name, Model model) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setFactoryBeanName(ForecastAutoConfiguration.MODELS_BEAN);
        if (!model.isRequired()) {
            definition.setFactoryMethodName("openLate");
        } else {
            definition.setFactoryMethodName(model.follows() ? "openFollowing" : "openFixed");
        }
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        return definition;
    }

    private static void requireFree(String name, BeanDefinitionRegistry registry) {
        String property = ForecastProperties.MODELS + "." + name;
        if (!NAME.matcher(name).matches()) {
            throw new ForecastPropertyException(
                    property,
                    "expected a name of at most 100 letters, digits, hyphens and underscores, found '" + name + "'",
                    "Rename the model; its name in the store is the property 'model'");
        }
        if (registry.containsBeanDefinition(name)) {
            String source = Objects.requireNonNullElse(
                    registry.getBeanDefinition(name).getResourceDescription(), "the application");
            throw new ForecastPropertyException(
                    property,
                    "there is a bean '" + name + "' already, of " + source,
                    "Rename one of them; the name of the model in the store is the property 'model'");
        }
    }
}
