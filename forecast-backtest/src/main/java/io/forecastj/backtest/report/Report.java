package io.forecastj.backtest.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as one HTML page: the verdict in words, sections of tables and charts, and the configuration.
 *
 * <p>Immutable and thread-safe; each method that adds something returns a new report. The same report gives the same
 * bytes.
 *
 * <p>The page is one file. It loads nothing and sends nothing, which a content security policy in it enforces. It
 * follows the reader's choice of a light or dark scheme, and can be read on a phone, in print and without scripts.
 * Names and texts may hold anything; they are shown as text. Charts that can be zoomed are drawn by uPlot (MIT
 * licence), whose script is part of the page if there is such a chart.
 *
 * <pre>{@code
 * result.report()
 *         .with(ReportSection.weights(times, members, weights))
 *         .writeHtml(Path.of("report.html"));
 * }</pre>
 */
public final class Report {
    private final String title;
    private final String subtitle;
    private final List<String> verdict;
    private final List<ReportSection> sections;
    private final Map<String, String> configuration;

    private Report(
            String title,
            String subtitle,
            List<String> verdict,
            List<ReportSection> sections,
            Map<String, String> configuration) {
        this.title = title;
        this.subtitle = subtitle;
        this.verdict = verdict;
        this.sections = sections;
        this.configuration = configuration;
    }

    /**
     * Starts a report.
     *
     * @param title the title
     * @return a report without content
     */
    public static Report titled(String title) {
        return new Report(title, "", List.of(), List.of(), Map.of());
    }

    /**
     * Sets the line below the title.
     *
     * @param text the text, such as the number of series and origins
     * @return a new report
     */
    public Report subtitle(String text) {
        return new Report(title, text, verdict, sections, configuration);
    }

    /**
     * Adds to the verdict, which stands at the top.
     *
     * @param sentences what the report says, in words, the most important first
     * @return a new report
     */
    public Report verdict(List<String> sentences) {
        return new Report(title, subtitle, joined(verdict, sentences), sections, configuration);
    }

    /**
     * Adds sections at the end.
     *
     * @param added the sections
     * @return a new report
     */
    public Report with(ReportSection... added) {
        return new Report(title, subtitle, verdict, joined(sections, Arrays.asList(added)), configuration);
    }

    /**
     * Adds what another report has: its verdict, sections and configuration, each after that of this one. A setting
     * that both have, with different values, gets the title of the other report before its name.
     *
     * @param other the other report, such as that of a strategy or of a search
     * @return a new report
     */
    public Report with(Report other) {
        Map<String, String> all = new LinkedHashMap<>(configuration);
        other.configuration.forEach((name, value) -> {
            boolean differs = all.containsKey(name) && !value.equals(all.get(name));
            all.put(differs ? other.title + ": " + name : name, value);
        });
        return new Report(title, subtitle, joined(verdict, other.verdict), joined(sections, other.sections), all);
    }

    /**
     * Adds a setting to the configuration, which stands at the end; a setting of the same name is replaced.
     *
     * @param name the name
     * @param value the value
     * @return a new report
     */
    public Report configuration(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(configuration);
        all.put(name, value);
        return new Report(title, subtitle, verdict, sections, all);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /**
     * Returns the page.
     *
     * @return the text of an HTML file in UTF-8
     * @throws io.forecastj.ForecastException if a chart can be zoomed and uPlot is not on the class path
     */
    public String html() {
        StringBuilder text = new StringBuilder();
        writeHtml(text);
        return text.toString();
    }

    /**
     * Writes the page.
     *
     * @param out receives the text; it is neither flushed nor closed. A file of it must be in UTF-8
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     * @throws io.forecastj.ForecastException if a chart can be zoomed and uPlot is not on the class path
     */
    public void writeHtml(Appendable out) {
        try {
            new Page(title, subtitle, verdict, sections, configuration).write(out);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("cannot write the report: " + e.getCause(), e.getCause());
        }
    }

    /**
     * Writes the page as a file in UTF-8. An existing file is replaced.
     *
     * @param file the file, in an existing directory
     * @throws UncheckedIOException if the file cannot be written
     * @throws io.forecastj.ForecastException if a chart can be zoomed and uPlot is not on the class path
     */
    public void writeHtml(Path file) {
        Page page = new Page(title, subtitle, verdict, sections, configuration);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            page.write(out);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getCause(), e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        return "report '" + title + "' of " + sections.size() + " sections";
    }
}
