package io.forecastj.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes files in the ways in which they are damaged, and in some in which they are not. */
final class FileChanges {
    private static final int MOST = 4;

    private static final List<String> FIELDS = List.of(
            "",
            " ",
            "NaN",
            "na",
            "null",
            "0",
            "-0",
            "1",
            "1e400",
            "-1e400",
            "1e-400",
            "99999999999999999999",
            "0.1000000000000000055511151231257827",
            "1,5",
            "1.234,5",
            "(3)",
            "$4",
            "5%",
            "6K",
            "0x10",
            "1d",
            "+",
            "-",
            "inf",
            "\"",
            "\"\"",
            "\"a\nb\"",
            "\"a,b\"",
            "\"1\"",
            "x\"y",
            "2020-01-01",
            "2020-02-30",
            "2020-01-01T24:00",
            "2020-01-01T00:00:00Z",
            "2020-01-01 00:00+02:00",
            "2021-03-28T02:30",
            "1577836800",
            "1577836800000",
            "1577836800000000",
            "20200101",
            "01.02.2020",
            "31/12/2020",
            "2020-W53",
            "2021Q4",
            "43831",
            "\0",
            "é",
            "٣",
            "\uFEFF",
            "\uD83C\uDF27",
            "\u00A0",
            "id",
            "date",
            "t",
            "y",
            "#",
            "Total",
            "9".repeat(400),
            "x".repeat(3_000));

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16,
            Charset.forName("UTF-32LE"),
            Charset.forName("windows-1252"));

    private final Random random;

    FileChanges(Random random) {
        this.random = random;
    }

    /** Returns a file that differs by up to four changes; one in ten stays as it is. */
    byte[] change(byte[] file) {
        byte[] changed = file;
        int changes = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(MOST);
        for (int i = 0; i < changes; i++) {
            changed = switch (random.nextInt(8)) {
                case 0, 1 -> bytes(changed);
                case 2, 3 -> lines(changed);
                case 4 -> random.nextInt(4) == 0 ? characters(changed) : bytes(changed);
                default -> fields(changed);
            };
        }
        return changed;
    }

    private byte[] bytes(byte[] file) {
        if (file.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int from = random.nextInt(file.length);
        int to = from + random.nextInt(Math.min(20, file.length - from) + 1);
        byte[] changed = file.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[from] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[from] = (byte) random.nextInt(256);
            case 2 -> changed = joined(file, 0, from, file, to, file.length);
            case 3 -> changed = joined(file, 0, to, file, from, file.length);
            default -> changed = Arrays.copyOf(file, from);
        }
        return changed;
    }

    private static byte[] joined(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(a, fromA, toA - fromA);
        joined.write(b, fromB, toB - fromB);
        return joined.toByteArray();
    }

    /** Bytes as characters, so that what is no UTF-8 stays as it is. */
    private static List<String> split(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return new ArrayList<>(Arrays.asList(text.split("(?<=\n)", -1)));
    }

    private static byte[] joined(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] lines(byte[] file) {
        List<String> lines = split(file);
        int at = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(other, line);
            case 2 -> Collections.swap(lines, at, other);
            case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
            case 4 -> lines.add(at, random.nextBoolean() ? "\n" : " \r\n");
            case 5 -> lines.replaceAll(each -> each.replace("\n", "\r\n"));
            case 6 -> lines.replaceAll(each -> each.replace("\n", "\r"));
            default -> lines.add(at, "# a note\n");
        }
        return joined(lines);
    }

    private byte[] fields(byte[] file) {
        List<String> lines = split(file);
        int at = random.nextInt(lines.size());
        List<String> fields = new ArrayList<>(Arrays.asList(lines.get(at).split("(?=[,;\t\n])", -1)));
        int field = random.nextInt(fields.size());
        String old = fields.get(field);
        String mark = !old.isEmpty() && ",;\t\n".indexOf(old.charAt(0)) >= 0 ? old.substring(0, 1) : "";
        String value = FIELDS.get(random.nextInt(FIELDS.size()));
        String bytes = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        switch (random.nextInt(6)) {
            case 0 -> fields.add(field, mark + bytes);
            case 1 -> fields.remove(field);
            case 2 -> fields.set(field, mark + " " + old.substring(mark.length()) + " ");
            default -> fields.set(field, mark + bytes);
        }
        lines.set(at, String.join("", fields));
        return joined(lines);
    }

    private byte[] characters(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        String mark = random.nextBoolean() ? "\uFEFF" : "";
        return (mark + text).getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
    }
}
