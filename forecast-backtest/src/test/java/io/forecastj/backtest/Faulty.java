package io.forecastj.backtest;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A {@link Probe} of "y" whose fault strikes in some folds: at a fit whose last training row a condition accepts, or in
 * the predictor's session.
 */
final class Faulty implements Forecaster {
    /** The method of the session, or of the forecaster, that is at fault. */
    enum Where {
        FIT,
        INFO,
        OPEN,
        APPEND,
        FORECAST
    }

    final Probe probe;
    final List<Predictor> open = Collections.synchronizedList(new ArrayList<>());
    private final Where where;
    private final Predicate<Instant> strikes;
    private final BiFunction<Instant, Object, Object> fault;

    /**
     * @param strikes whether the fault strikes, by the last training row (FIT, INFO) or the last row of the session
     * @param fault replaces what the method returns, or throws
     */
    Faulty(
            String name,
            int horizon,
            Where where,
            Predicate<Instant> strikes,
            BiFunction<Instant, Object, Object> fault) {
        this.probe = new Probe(name, horizon);
        this.where = where;
        this.strikes = strikes;
        this.fault = fault;
    }

    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public int horizon() {
        return probe.horizon();
    }

    @Override
    public List<String> targets() {
        return probe.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        TimeSeries first = series.get(0);
        Instant end = first.time(first.length() - 1);
        if (where == Where.FIT && strikes.test(end)) {
            fault.apply(end, null);
        }
        Predictor fitted;
        synchronized (probe) {
            fitted = probe.fit(series, listener);
        }
        open.add(fitted);
        return (Predictor) Proxy.newProxyInstance(
                Faulty.class.getClassLoader(), new Class<?>[] {Predictor.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("openSession")) {
                        TimeSeries history = (TimeSeries) arguments[0];
                        Instant origin = history.time(history.length() - 1);
                        PredictionSession session;
                        synchronized (probe) {
                            session = fitted.openSession(history, TimeSeries.empty());
                        }
                        return where == Where.OPEN && strikes.test(origin)
                                ? fault.apply(origin, session)
                                : session(session, origin);
                    }
                    if (method.getName().equals("close")) {
                        open.remove(fitted);
                    }
                    Object result = invoke(fitted, method, arguments);
                    return where == Where.INFO && result instanceof PredictorInfo && strikes.test(end)
                            ? fault.apply(end, result)
                            : result;
                });
    }

    private PredictionSession session(PredictionSession session, Instant origin) {
        Instant[] last = {origin};
        return (PredictionSession) Proxy.newProxyInstance(
                Faulty.class.getClassLoader(), new Class<?>[] {PredictionSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        last[0] = Instant.ofEpochMilli((long) arguments[0]);
                        if (where == Where.APPEND && strikes.test(last[0])) {
                            return fault.apply(last[0], null);
                        }
                    }
                    Object result = invoke(session, method, arguments);
                    return where == Where.FORECAST && result instanceof Forecast && strikes.test(last[0])
                            ? fault.apply(last[0], result)
                            : result;
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
