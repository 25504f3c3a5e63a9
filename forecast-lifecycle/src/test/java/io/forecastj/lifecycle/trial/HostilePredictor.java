package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.ForwardingSession;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A shadow that does what a broken or slow model may do, around a good one. Thread-safe. */
final class HostilePredictor implements Predictor {
    private final Predictor good;
    private final Behaviour behaviour;
    /** Holds every call of {@link Behaviour#STUCK} until it opens. */
    final CountDownLatch gate = new CountDownLatch(1);

    enum Behaviour {
        THROWS,
        FAILS_WITH_AN_ERROR,
        THROWS_WITHOUT_A_MESSAGE_THAT_CAN_BE_READ,
        THROWS_CHECKED,
        ANSWERS_NAN,
        ANSWERS_NULL,
        ANSWERS_OF_ANOTHER_SERIES,
        DOES_NOT_OPEN,
        FAILS_ON_ROWS,
        FAILS_ON_CLOSING,
        WRITES_INTO_ROWS,
        STUCK
    }

    HostilePredictor(Predictor good, Behaviour behaviour) {
        this.good = good;
        this.behaviour = behaviour;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private Forecast answer(Forecast forecast) {
        switch (behaviour) {
            case THROWS -> throw new IllegalStateException("broken");
            case FAILS_WITH_AN_ERROR -> throw new StackOverflowError();
            case THROWS_WITHOUT_A_MESSAGE_THAT_CAN_BE_READ ->
                throw new IllegalStateException("broken") {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("twice");
                    }
                };
            case THROWS_CHECKED -> HostilePredictor.<RuntimeException>sneak(new Exception("checked"));
            case ANSWERS_NAN -> {
                return copy(forecast, forecast.seriesId(), Double.NaN);
            }
            case ANSWERS_OF_ANOTHER_SERIES -> {
                return copy(forecast, "another", forecast.point(1));
            }
            case ANSWERS_NULL -> {
                return nothing();
            }
            case STUCK -> await();
            default -> {}
        }
        return forecast;
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static Forecast nothing() {
        return null;
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Forecast copy(Forecast from, String id, double first) {
        long[] times = new long[from.horizon()];
        Arrays.setAll(times, i -> from.time(i + 1).toEpochMilli());
        double[] points = from.points();
        points[0] = first;
        return Forecast.builder(from.info(), id, from.origin().toEpochMilli(), times, false, points)
                .build();
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return answer(good.predict(history));
    }

    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return answer(good.predict(history, future));
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        if (behaviour == Behaviour.DOES_NOT_OPEN) {
            throw new IllegalStateException("does not open");
        }
        return new Session(good.openSession(history, future));
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return good.restore(snapshot);
    }

    @Override
    public String modelHash() {
        return good.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return good.info();
    }

    @Override
    public void close() {
        good.close();
    }

    private final class Session extends ForwardingSession {
        Session(PredictionSession session) {
            super(session);
        }

        @Override
        public void append(long epochMillis, double[] values) {
            if (behaviour == Behaviour.FAILS_ON_ROWS) {
                throw new AssertionError("no such row");
            }
            super.append(epochMillis, values);
            if (behaviour == Behaviour.WRITES_INTO_ROWS) {
                Arrays.fill(values, -1);
            }
        }

        @Override
        public Forecast forecast() {
            return answer(super.forecast());
        }

        @Override
        public void close() {
            super.close();
            if (behaviour == Behaviour.FAILS_ON_CLOSING) {
                throw new IllegalStateException("does not close");
            }
        }
    }
}
