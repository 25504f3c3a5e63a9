package io.forecastj.backtest;

import java.util.ArrayList;
import java.util.List;

/** A text table: columns of fixed width below a header and a rule, one line a row. */
final class TextTable {
    private record Column(String name, List<String> cells, boolean right) {
        Column {
            cells = cells.stream().map(ReportFormat::oneLine).toList();
        }

        int width() {
            return Math.max(
                    name.length(), cells.stream().mapToInt(String::length).max().orElse(0));
        }

        String cell(String cell) {
            String space = " ".repeat(width() - cell.length());
            return right ? space + cell : cell + space;
        }
    }

    private final List<Column> columns = new ArrayList<>();

    TextTable left(String name, List<String> cells) {
        columns.add(new Column(name, cells, false));
        return this;
    }

    TextTable right(String name, List<String> cells) {
        columns.add(new Column(name, cells, true));
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        String header =
                String.join("  ", columns.stream().map(c -> c.cell(c.name())).toList());
        text.append(header.stripTrailing()).append('\n');
        text.append("-".repeat(header.length())).append('\n');
        for (int row = 0; row < columns.get(0).cells().size(); row++) {
            int at = row;
            String line = String.join(
                    "  ", columns.stream().map(c -> c.cell(c.cells().get(at))).toList());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
