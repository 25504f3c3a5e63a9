package io.forecastj.flink;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the whole library's ArchitectureTest, which has no Flink on its class path. */
class FlinkArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.forecastj.flink");

    @Test
    void flinkUsesTheCoreOfStreams() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.forecastj..")
                        .and(not(resideInAnyPackage(
                                "io.forecastj",
                                "io.forecastj.store..",
                                "io.forecastj.streams..",
                                "io.forecastj.flink.."))))
                .check(CLASSES);
    }

    @Test
    void flinksInternalsAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.flink.runtime..", "org.apache.flink.streaming.runtime..")
                                .and(not(resideInAPackage("org.apache.flink.runtime.state"))))
                .check(CLASSES);
    }
}
