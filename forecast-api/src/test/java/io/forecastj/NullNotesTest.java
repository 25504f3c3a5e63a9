package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The numbers of documents that JSON does not have, and texts that are cut for them. */
class NullNotesTest {
    @Test
    void aNumberThatIsNotFiniteIsNullWithANote() {
        NullNotes notes = new NullNotes();
        assertThat(notes.number(-0.0, "", "a")).isEqualTo(-0.0);
        assertThat(notes.number(Double.NEGATIVE_INFINITY, "too small", "a/b~c", 2))
                .isNull();
        assertThat(notes.numbers(new double[] {1, Double.NaN}, "missing", "x")).containsExactly(1.0, null);
        assertThat(notes.toMap())
                .hasSize(2)
                .containsEntry("/a~1b~0c/2", "-Infinity: too small")
                .containsEntry("/x/1", "NaN: missing");
    }

    @Test
    void aLongTextIsNotCutInsideAPairOfSurrogates() {
        for (String start : new String[] {"", "x"}) {
            String cut = MessageText.cut(start + "\ud83d\ude00".repeat(1000));
            assertThat(cut.length()).isLessThan(1200);
            assertThat(cut.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            assertThat(MessageText.cut(cut)).isEqualTo(cut);
        }
    }
}
