package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindTableTest {
    @Test
    void everyKindOfTheCatalogueIsInTheTableByItsName() {
        for (Kind kind : Catalogue.KINDS) {
            assertThat(KindTable.find(kind.name()))
                    .as("add '%s' to the names and the cases of KindTable", kind.name())
                    .isSameAs(kind);
        }
        assertThat(KindTable.factories().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.KINDS.stream().map(Kind::name).toList());
    }

    @Test
    void anUnknownNameHasNoKind() {
        assertThat(KindTable.find("nothing")).isNull();
        assertThat(KindTable.factories()).doesNotContainKey("nothing");
    }
}
