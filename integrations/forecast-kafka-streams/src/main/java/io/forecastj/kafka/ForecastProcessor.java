package io.forecastj.kafka;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamTask;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The processor of one task, for one thread. */
final class ForecastProcessor implements Processor<String, StreamInput, String, StreamForecast> {
    private final String storeName;
    private final StreamForecasting forecasting;
    private @Nullable ProcessorContext<String, StreamForecast> context;
    private @Nullable StreamTask task;

    ForecastProcessor(String storeName, StreamForecasting forecasting) {
        this.storeName = storeName;
        this.forecasting = forecasting;
    }

    @Override
    public void init(ProcessorContext<String, StreamForecast> to) {
        close(); // a task that is revived after an error is begun again with the same processor
        context = to;
        task = forecasting.task(new KeyValueStates(to.getStateStore(storeName)));
    }

    @Override
    public void process(Record<String, StreamInput> record) {
        ProcessorContext<String, StreamForecast> to = context;
        StreamTask present = task;
        if (to == null || present == null) {
            throw new IllegalStateException("expected init(...) before the first record");
        }
        to.forward(record.withValue(present.answer(record.key(), record.value())));
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
