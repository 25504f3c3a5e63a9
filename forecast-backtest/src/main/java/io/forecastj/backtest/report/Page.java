package io.forecastj.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the whole HTML page of a report. */
final class Page {
    private final String title;
    private final String subtitle;
    private final List<String> verdict;
    private final List<ReportSection> sections;
    private final Map<String, String> configuration;
    private final boolean zoomable;

    Page(
            String title,
            String subtitle,
            List<String> verdict,
            List<ReportSection> sections,
            Map<String, String> configuration) {
        this.title = title;
        this.subtitle = subtitle;
        this.verdict = verdict;
        this.sections = new ArrayList<>(sections);
        this.configuration = configuration;
        this.zoomable = sections.stream().anyMatch(ReportSection::zoomable);
        if (!configuration.isEmpty()) {
            this.sections.add(ReportSection.titled("Configuration")
                    .with(ReportTable.titled("")
                            .text("setting", List.copyOf(configuration.keySet()))
                            .text("value", List.copyOf(configuration.values()))));
        }
    }

    void write(Appendable out) {
        Html html = new Html(out);
        String style = (zoomable ? PageAssets.uPlotStyle() + "\n" : "") + PageAssets.own("report.css");
        List<String> scripts = zoomable ? List.of(PageAssets.uPlotScript(), PageAssets.own("report.js")) : List.of();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, scripts));
        html.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.raw("<meta name=\"generator\" content=\"ForecastJ\">\n");
        html.element("title", title).raw("\n<style>").raw(style).raw("</style>\n</head>\n<body>\n");
        header(html);
        html.raw("<main>");
        for (int s = 0; s < sections.size(); s++) {
            html.raw("\n<section id=\"s" + (s + 1) + "\">");
            html.element("h2", sections.get(s).title());
            sections.get(s).write(html);
            html.raw("</section>");
        }
        html.raw("\n</main>\n<footer><p>Made by ForecastJ. This page loads nothing and sends nothing.");
        html.raw(zoomable ? " Charts that can be zoomed are drawn by uPlot, \u00a9 Leon Sorokin, MIT licence." : "");
        html.raw("</p></footer>\n");
        scripts.forEach(script -> html.raw("<script>").raw(script).raw("</script>\n"));
        html.raw("</body>\n</html>\n");
    }

    private void header(Html html) {
        html.raw("<header>").element("h1", title);
        if (!subtitle.isEmpty()) {
            html.element("p", subtitle, "class", "sub");
        }
        if (!verdict.isEmpty()) {
            html.raw("<div class=\"verdict\">");
            verdict.forEach(sentence -> html.element("p", sentence));
            html.raw("</div>");
        }
        if (sections.size() > 2) {
            html.raw("<nav aria-label=\"Sections\"><ul>");
            for (int s = 0; s < sections.size(); s++) {
                html.raw("<li>")
                        .element("a", sections.get(s).title(), "href", "#s" + (s + 1))
                        .raw("</li>");
            }
            html.raw("</ul></nav>");
        }
        html.raw("</header>\n");
    }

    /** Forbids everything but the styles and scripts that are part of the page. */
    private static String policy(String style, List<String> scripts) {
        String allowed = scripts.isEmpty()
                ? "'none'"
                : scripts.stream().map(PageAssets::hash).collect(Collectors.joining(" "));
        return "default-src 'none'; style-src " + PageAssets.hash(style) + "; script-src " + allowed
                + "; base-uri 'none'; form-action 'none'";
    }
}
