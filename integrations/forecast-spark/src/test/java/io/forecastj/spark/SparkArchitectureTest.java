package io.forecastj.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the whole library's ArchitectureTest that this module would be seen by, were it always built. */
class SparkArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.forecastj.spark");

    @Test
    void sparkUsesModelsTheBacktesterAndTheStore() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.forecastj..")
                        .and(not(resideInAnyPackage(
                                "io.forecastj",
                                "io.forecastj.metrics",
                                "io.forecastj.features..",
                                "io.forecastj.models..",
                                "io.forecastj.backtest..",
                                "io.forecastj.store..",
                                "io.forecastj.spark.."))))
                .check(CLASSES);
    }

    @Test
    void sparkUsesNoInternalsOfTheLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.forecastj.models.internal..",
                        "io.forecastj.models.trees..",
                        "io.forecastj.backtest.internal..")
                .check(CLASSES);
    }

    @Test
    void sparksInternalsAreNotUsedButForSql() {
        // a function of a session's extensions takes and makes expressions of Catalyst: there is no other way in
        noClasses()
                .that()
                .doNotBelongToAnyOf(ForecastSparkExtensions.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.catalyst..",
                        "org.apache.spark.sql.classic..",
                        "org.apache.spark.sql.execution..")
                .check(CLASSES);
    }
}
