package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds how a file is read whose column seems to have publication times. */
final class PublicationPlan {
    private PublicationPlan() {}

    /** Returns a note on such a column, with the line that reads the first lines; empty if there is none. */
    static Optional<String> note(String head, String file, List<String> columns) {
        return PublicationColumn.in(columns)
                .map(column -> CsvPosition.quote(column) + " may have publication times: if so, "
                        + code(head, file, column).orElse("name it with " + PublicationColumn.call(column)));
    }

    private static Optional<String> code(String head, String file, String column) {
        ReadingPlan start = ReadingPlan.plain();
        ReadingPlan published = start.with(PublicationColumn.call(column), reading -> reading.published(column));
        List<ReadingPlan> plans = new ArrayList<>(List.of(published));
        for (String time : PlanSteps.timeColumns(start, head)) {
            if (!time.equals(column)) {
                plans.add(start.with("time(" + JavaText.quote(time) + ")", reading -> reading.time(time))
                        .with(PublicationColumn.call(column), reading -> reading.published(column)));
            }
        }
        for (ReadingPlan plan : plans) {
            try {
                ReadingPlan complete = PlanSteps.complete(plan, head, file);
                complete.read(head, file);
                return Optional.of(complete.code(file));
            } catch (InvalidSeriesException e) {
                // the next one may read it
            }
        }
        return Optional.empty();
    }
}
