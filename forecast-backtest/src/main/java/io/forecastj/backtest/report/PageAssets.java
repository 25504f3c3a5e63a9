package io.forecastj.backtest.report;

import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The scripts and styles of a page, read from the class path. */
final class PageAssets {
    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/";

    private PageAssets() {}

    /** Returns our own style sheet or script. */
    static String own(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar of forecast-backtest is damaged: it lacks " + name);
            }
            return text(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns uPlot's script, which begins with its licence. */
    static String uPlotScript() {
        return "/*\nuPlot 1.6.30, https://github.com/leeoniya/uPlot\n\n"
                + uPlot("LICENSE").strip() + "\n*/\n" + uPlot("dist/uPlot.iife.min.js");
    }

    static String uPlotStyle() {
        return uPlot("dist/uPlot.min.css");
    }

    private static String uPlot(String name) {
        ClassLoader loader = PageAssets.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(UPLOT + name)) {
            if (in == null) {
                throw new ForecastException("the report has charts that can be zoomed, and their script is not on the"
                        + " class path: " + UPLOT + name + "; add org.webjars.npm:uplot:1.6.30 to the application");
            }
            return text(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Returns the source of a content security policy that allows one inline script or style. */
    static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
