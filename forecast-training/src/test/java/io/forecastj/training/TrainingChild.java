package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.onnx.LoadedOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A process that trains, for what only a new process shows: equal files, and its memory. */
final class TrainingChild {
    private TrainingChild() {}

    /** Runs a task in a new process and returns the words of its line of results. */
    static List<String> run(String task, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingChild.class.getName(), task));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("result "))
                .map(line -> Arrays.asList(line.substring(7).split(" ")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    public static void main(String[] args) {
        switch (args[0]) {
            case "files" -> files();
            case "fits" -> fits();
            default -> epochs();
        }
    }

    private static Forecaster small(String kind, int epochs) {
        return SmallNeural.of(kind)
                .column("y")
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().epochs(epochs).patience(epochs).build())
                .build();
    }

    private static void files() {
        StringBuilder result = new StringBuilder("result");
        for (String kind : SmallNeural.KINDS) {
            try (Predictor predictor = small(kind, 3).fit(TestSeries.wave(140, 5))) {
                result.append(' ')
                        .append(Arrays.hashCode(LoadedOnnx.of(predictor).bytes()));
            }
        }
        System.out.println(result);
    }

    /** Fits of all architectures, of which some are cancelled, after as many to warm up. */
    private static void fits() {
        fits(35);
        long before = residentBytes();
        fits(100);
        System.out.println("result " + (residentBytes() - before));
    }

    private static void fits(int count) {
        TimeSeries wave = TestSeries.wave(140, 5);
        for (int i = 0; i < count; i++) {
            Forecaster forecaster = small(SmallNeural.KINDS.get(i % SmallNeural.KINDS.size()), 2);
            if (i % 5 == 0) {
                try {
                    forecaster.fit(List.of(wave), new Leaving());
                } catch (CancellationException e) {
                    continue;
                }
                throw new IllegalStateException("not cancelled");
            }
            try (Predictor predictor = forecaster.fit(wave)) {
                predictor.predict(wave);
            }
        }
    }

    /** Cancels after the first epoch. */
    private static final class Leaving implements FitListener {
        private boolean trained;

        @Override
        public void onProgress(FitProgress progress) {
            trained = progress.phase().equals("epochs");
        }

        @Override
        public boolean cancelled() {
            return trained;
        }
    }

    /** The memory after the second epoch and after twenty more. */
    private static void epochs() {
        List<Long> bytes = new ArrayList<>();
        Forecaster lstm = Neural.lstm()
                .units(32, 32)
                .column("y")
                .lookback(48)
                .horizon(12)
                .training(TrainingSettings.builder().epochs(22).patience(22).build())
                .build();
        lstm.fit(List.of(TestSeries.wave(1_500, 5)), progress -> {
                    if (progress.phase().equals("epochs")) {
                        bytes.add(residentBytes());
                    }
                })
                .close();
        System.out.println("result " + (bytes.get(21) - bytes.get(1)));
    }

    private static long residentBytes() {
        System.gc();
        try {
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(text -> text.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
