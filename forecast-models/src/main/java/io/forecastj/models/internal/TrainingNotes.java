package io.forecastj.models.internal;

import io.forecastj.PredictorInfo;
import java.util.List;

/** Parameters of a description that say what was wrong with the training rows; a wrapper shows those of its member. */
public final class TrainingNotes {
    private static final List<String> NOTES =
            List.of("absent rows", "series without examples", "series with refused values");

    private TrainingNotes() {}

    /**
     * Copies the notes of a member to the description of its wrapper.
     *
     * @param member the member's description
     * @param wrapper the description that receives them
     */
    public static void copy(PredictorInfo member, PredictorInfo.Builder wrapper) {
        for (String note : NOTES) {
            String value = member.parameters().get(note);
            if (value != null) {
                wrapper.parameter(note, value);
            }
        }
    }
}
