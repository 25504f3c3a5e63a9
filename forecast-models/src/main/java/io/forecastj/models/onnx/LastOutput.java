package io.forecastj.models.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a process writes, however much it is, and keeps the end. Thread-safe. */
final class LastOutput implements Runnable {
    private static final int KEPT = 8_192;
    private static final int LINES = 3;
    private static final int LINE_LENGTH = 200;
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

    private final InputStream in;
    private byte[] last = new byte[0];

    LastOutput(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[KEPT];
        try (in) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                keep(chunk, read);
            }
        } catch (IOException e) {
            // the process was ended
            return;
        }
    }

    private synchronized void keep(byte[] chunk, int count) {
        int before = Math.min(last.length, KEPT - count);
        byte[] joined = Arrays.copyOfRange(last, last.length - before, last.length - before + before + count);
        System.arraycopy(chunk, 0, joined, before, count);
        last = joined;
    }

    /** Returns the last lines in a form that is safe to print, on one line; empty if there is no output. */
    String shown() {
        String text;
        synchronized (this) {
            text = new String(last, StandardCharsets.UTF_8);
        }
        List<String> lines = text.lines()
                .map(LastOutput::shown)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /** Returns a line without colours and control characters, cut. */
    static String shown(String line) {
        String plain = COLOUR.matcher(line)
                .replaceAll("")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return plain.length() <= LINE_LENGTH ? plain : plain.substring(0, LINE_LENGTH) + "...";
    }
}
