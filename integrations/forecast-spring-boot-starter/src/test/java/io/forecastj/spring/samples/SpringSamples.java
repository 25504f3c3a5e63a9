package io.forecastj.spring.samples;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.spring.ForecastCustomizer;
import io.forecastj.spring.ForecastModels;
import io.forecastj.spring.ModelChangedEvent;
import io.forecastj.spring.ModelStatus;
import io.forecastj.store.JdbcStorage;
import io.forecastj.store.ModelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SalesController {
    private final Predictor sales;

    SalesController(Predictor sales) {
        this.sales = sales;
    }

    @PostMapping("/forecast")
    double[] forecast(@RequestBody double[] units) {
        TimeSeries history = TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), units);
        return sales.predict(history).points();
    }
}

@Service
class Planning {
    Planning(@Qualifier("sales") Predictor sales, @Qualifier("returns") Predictor returns) {}
}

@Configuration
class Stores {
    @Bean
    ModelStore modelStore(DataSource dataSource) {
        return ModelStore.builder(JdbcStorage.of(dataSource)).open();
    }
}

@Component
class SalesFallback implements ForecastCustomizer {
    private final TimeSeries recent;

    SalesFallback(TimeSeries recent) {
        this.recent = recent;
    }

    @Override
    public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
        if (!name.equals("sales")) {
            return predictor;
        }
        Predictor naive = Baselines.seasonalNaive("units", 3, 7).fit(recent);
        return FallbackPredictor.builder(predictor, naive)
                .deadline(Duration.ofMillis(50))
                .build();
    }
}

@Component
class ModelAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(ModelAlerts.class);

    @EventListener
    void on(ModelChangedEvent event) {
        if (event.status().state() != ModelStatus.State.UP) {
            LOG.warn("{}", event.status());
        }
    }
}

@Component
class Deployment {
    private final ForecastModels models;

    Deployment(ForecastModels models) {
        this.models = models;
    }

    int promoted() {
        ModelStatus status = models.reload("sales");
        return status.version().orElseThrow().number();
    }
}
