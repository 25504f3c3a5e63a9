package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Snapshots of the sessions of baselines, and of states that do not fit. */
class SnapshotTest {
    private static final TimeSeries DAYS = TimeSeries.of(
            "y",
            Instant.parse("2024-01-01T00:00:00Z"),
            Sampling.daily(),
            new Random(1).doubles(80).toArray());

    /** Forecasts the last value times a factor; its session can be set to write or read too much. */
    private static class Scaled extends AbstractPredictor {
        private final double factor;
        int closed;

        Scaled(double factor) {
            super(PredictorInfo.builder("scaled", 1)
                    .column("y", ColumnRole.TARGET)
                    .build());
            this.factor = factor;
        }

        void read(StateReader in) {}

        @Override
        protected void identify(StateWriter out) {
            out.putDouble(factor);
        }

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double last;

                @Override
                public void update(long time, double[] row) {
                    last = row[0];
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    last = in.getDouble();
                    read(in);
                }

                @Override
                public void forecastInto(double[] out) {
                    out[0] = factor * last;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }

    private static byte[] snapshot(Predictor predictor) {
        try (PredictionSession session = predictor.openSession(DAYS)) {
            return session.snapshot();
        }
    }

    @Test
    void aModelOfAnEqualDescriptionAndOtherCoefficientsIsRefused() {
        Scaled predictor = new Scaled(2);
        Scaled other = new Scaled(3);
        assertThat(other.info()).isEqualTo(predictor.info());
        assertThatThrownBy(() -> other.restore(snapshot(predictor)))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("of another model: expected the hash " + other.modelHash()
                        + " of 'scaled', found " + predictor.modelHash());
        assertThat(new Scaled(2).restore(snapshot(predictor)).forecast().point(1))
                .isEqualTo(2 * DAYS.value(79, "y"));
    }

    @Test
    void theHashKnowsAllOfTheDescriptionButTheLibraries() {
        String hash = hash(info -> info);
        assertThat(hash(info -> info.library("other", "9"))).isEqualTo(hash);
        List<UnaryOperator<PredictorInfo.Builder>> changes = List.of(
                info -> info.name("b"),
                info -> info.requiredHistory(2),
                info -> info.sufficientHistory(9),
                info -> info.column("z", ColumnRole.PAST),
                info -> info.steps(List.of(2)),
                info -> info.features(List.of("f"), ""),
                info -> info.features(List.of(), "f"),
                info -> info.parameter("q", 3),
                info -> info.seed(1),
                info -> info.trained(Instant.EPOCH, null),
                info -> info.trained(null, Instant.EPOCH),
                info -> info.sampling(Sampling.hourly()));
        assertThat(changes.stream().map(SnapshotTest::hash))
                .doesNotHaveDuplicates()
                .doesNotContain(hash);
    }

    private static String hash(UnaryOperator<PredictorInfo.Builder> change) {
        PredictorInfo.Builder info = PredictorInfo.builder("a", 2)
                .column("y", ColumnRole.TARGET)
                .parameter("p", 1)
                .parameter("q", 2);
        return Snapshots.modelHash(change.apply(info).build(), out -> {});
    }

    @Test
    void aStateThatReadsTooLittleOrTooMuchIsRefusedAndClosed() {
        byte[] snapshot = snapshot(new Scaled(2));
        Scaled tooMuch = new Scaled(2) {
            @Override
            void read(StateReader in) {
                in.getDouble();
            }
        };
        assertThatThrownBy(() -> tooMuch.restore(snapshot))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected 8 more bytes, found 0");
        assertThat(tooMuch.closed).isEqualTo(1);

        Scaled fails = new Scaled(2) {
            @Override
            void read(StateReader in) {
                throw new IllegalArgumentException("no such place");
            }
        };
        assertThatThrownBy(() -> fails.restore(snapshot))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("does not hold a state of 'scaled'")
                .hasRootCauseMessage("no such place");
        assertThat(fails.closed).isEqualTo(1);

        Scaled other = new Scaled(2);
        byte[] longer = edited(snapshot, snapshot.length - 32, out -> out.putInt(0));
        assertThatThrownBy(() -> other.restore(longer))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected the end, found 1 more bytes");
        assertThat(other.closed).isEqualTo(1);
    }

    /** The beginning of a snapshot with something added and a digest that fits. */
    private static byte[] edited(byte[] snapshot, int length, Consumer<StateWriter> more) {
        StateWriter out = new StateWriter();
        out.putRaw(Arrays.copyOf(snapshot, length));
        more.accept(out);
        out.putRaw(out.digest());
        return out.toBytes();
    }

    @Test
    void anotherFormatOrLibraryVersionIsNamed() {
        Scaled predictor = new Scaled(2);
        byte[] snapshot = snapshot(predictor);
        byte[] format = snapshot.clone();
        format[4] = 9;
        assertThatThrownBy(() -> predictor.restore(format))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected a snapshot in the format 2, found the format 9");
        byte[] version = edited(snapshot, 5, out -> {
            out.putText("0.0.7");
            out.putBytes(HexFormat.of().parseHex(predictor.modelHash()));
        });
        assertThatThrownBy(() -> predictor.restore(version))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("expected a snapshot of ForecastJ " + Version.CURRENT
                        + ", found one of 0.0.7. Open a session from history instead");
        byte[] text = "{\"a file\": \"of another kind\"}, not a snapshot".getBytes();
        assertThatThrownBy(() -> predictor.restore(text))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected a snapshot of a session of 'scaled', found other bytes");
    }

    @Test
    void aColumnThatIsMissingIsNamed() {
        Scaled predictor = new Scaled(2);
        byte[] renamed = Snapshots.write(predictor.modelHash(), out -> {
            out.putText("");
            out.putTexts(List.of("x"));
            out.putInt(0);
            out.putInt(0);
            out.putText("Z");
            out.putLong(0);
        });
        assertThatThrownBy(() -> predictor.restore(renamed))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected the column 'y', found [x]");
    }

    @Test
    void forgedTimesThatDoNotIncreaseAreRefused() {
        Scaled predictor = new Scaled(2);
        byte[] forged = Snapshots.write(predictor.modelHash(), out -> {
            out.putText("");
            out.putTexts(List.of("y"));
            out.putInt(0);
            out.putInt(0);
            out.putText("Z");
            out.putLong(7);
            new RowGaps(1).save(out);
            out.putLong(3);
            out.putLongs(new long[] {5, 7, 7});
        });
        assertThatThrownBy(() -> predictor.restore(forged))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected times that increase, found 7 after 7");
    }

    /** Trading days: the spacing is inferred, anew at every 64th row, from the last 1,024 rows. */
    @Test
    void theInferredSpacingContinues() {
        TimeSeries.Builder days = TimeSeries.builder("y").id("weekdays");
        Random random = new Random(2);
        int rows = 0;
        for (int day = 0; rows < 2_300; day++) {
            // the pattern changes, so that it counts which rows are looked at
            boolean open = day % 7 < 5 || day > 1_500 && random.nextBoolean();
            if (open) {
                days.add(day * 86_400_000L, random.nextGaussian());
                rows++;
            }
        }
        TimeSeries series = days.build();
        try (Predictor predictor = Baselines.drift("y", 10).fit(series.head(1))) { // one row shows no spacing
            assertThat(predictor.info().sampling()).isNull();
            for (int start : new int[] {3, 5, 63, 64, 65, 1_000, 1_087, 1_088, 1_089, 2_100}) {
                try (PredictionSession session = predictor.openSession(series.head(start));
                        PredictionSession restored = predictor.restore(session.snapshot())) {
                    assertThat(restored.forecast()).as("from row %d", start).isEqualTo(session.forecast());
                    for (int row = start; row < start + 130; row++) {
                        double[] value = {series.value(row, 0)};
                        session.append(series.timestamp(row), value);
                        restored.append(series.timestamp(row), value);
                        assertThat(restored.forecast())
                                .as("row %d from %d", row, start)
                                .isEqualTo(session.forecast());
                    }
                    assertThat(restored.snapshot()).isEqualTo(session.snapshot());
                }
            }
        }
    }

    @Test
    void knownRowsThatAreAheadContinue() {
        TimeSeries.Builder builder = TimeSeries.builder("y", "known").id("a").attribute("size", 3);
        for (int i = 0; i < 20; i++) {
            builder.add(i * 60_000L, i, i * i);
        }
        TimeSeries series = builder.build();
        AbstractPredictor predictor =
                new AbstractPredictor(PredictorInfo.builder("echo", 2)
                        .column("y", ColumnRole.TARGET)
                        .column("known", ColumnRole.KNOWN_FUTURE)
                        .column("size", ColumnRole.STATIC)
                        .build()) {
                    @Override
                    protected void identify(StateWriter out) {}

                    @Override
                    protected SeriesState newState(SeriesContext context) {
                        double size = context.attributes().get("size");
                        return new SeriesState() {
                            @Override
                            public void update(long time, double[] row) {}

                            @Override
                            public void save(StateWriter out) {}

                            @Override
                            public void restore(StateReader in) {
                                assertThat(context.future().steps()).isEqualTo(4);
                            }

                            @Override
                            public void forecastInto(double[] out) {
                                out[0] = size * context.future().value(1, 0);
                                out[1] = context.future().time(2);
                            }
                        };
                    }
                };
        try (PredictionSession session = predictor.openSession(series.head(10), series.slice(10, 14));
                PredictionSession restored = predictor.restore(session.snapshot())) {
            assertThat(restored.columns()).containsExactly("y", "known");
            assertThat(restored.forecast()).isEqualTo(session.forecast());
            assertThatThrownBy(() -> restored.extendFuture(series.slice(13, 15)))
                    .isInstanceOf(InvalidSeriesException.class);
            restored.extendFuture(series.slice(14, 16));
            for (int row = 10; row < 14; row++) {
                restored.append(series.timestamp(row), new double[] {0, 0});
            }
            assertThat(restored.forecast().point(1)).isEqualTo(3 * 14 * 14);
        }
    }
}
