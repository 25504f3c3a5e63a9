package io.forecastj;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the published modules, which run one way. The test is in this module because its class path has
 * all of them; the modules {@code evaluations} and {@code benchmarks} are programs, which no module depends on. A rule
 * that finds no class to look at fails, so a missing module is noticed.
 */
class ArchitectureTest {
    private static final String[] API = {"io.forecastj", "io.forecastj.metrics", "io.forecastj.signal"};
    private static final String[] FEATURES = {"io.forecastj.features.."};
    private static final String[] MODELS = {"io.forecastj.models.."};
    private static final String[] BACKTEST = {"io.forecastj.backtest.."};
    private static final String[] DATA = {"io.forecastj.data.."};
    private static final String[] JSON = {"io.forecastj.json.."};
    private static final String[] STORE = {"io.forecastj.store.."};
    private static final String[] LIFECYCLE = {"io.forecastj.lifecycle.."};
    private static final String[] TRAINING = {"io.forecastj.training.."};
    private static final String[] STREAMS = {"io.forecastj.streams.."};
    private static final String[] KAFKA = {"io.forecastj.kafka.."};
    private static final String[] PARQUET = {"io.forecastj.parquet.."};
    private static final String[] XGBOOST = {"io.forecastj.xgboost.."};
    private static final String[] CACHE = {"io.forecastj.cache.."};
    private static final String[] RESILIENCE4J = {"io.forecastj.resilience4j.."};
    private static final String[] MICROMETER = {"io.forecastj.micrometer.."};
    private static final String[] MARKET = {"io.forecastj.market.."};
    private static final String[] TESTKIT = {"io.forecastj.testkit"};
    private static final String[] TESTKIT_MODELS = {"io.forecastj.testkit.models.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.forecastj");

    /** Classes of the module use no class of ForecastJ outside it and the packages allowed. */
    private static void usesOnly(String[] module, String[]... allowed) {
        String[] known = Stream.concat(Stream.of(module), Arrays.stream(allowed).flatMap(Arrays::stream))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("io.forecastj..").and(not(resideInAnyPackage(known))))
                .check(CLASSES);
    }

    private static GivenClassesConjunction noLibraryClasses() {
        return noClasses().that().resideOutsideOfPackage("io.forecastj.examples..");
    }

    @Test
    void theApiStandsAlone() {
        usesOnly(API);
    }

    @Test
    void featuresUseTheApi() {
        usesOnly(FEATURES, API);
    }

    @Test
    void modelsUseTheApiAndFeatures() {
        usesOnly(MODELS, API, FEATURES);
    }

    @Test
    void backtestUsesTheApi() {
        usesOnly(BACKTEST, API);
    }

    @Test
    void dataUsesTheApi() {
        usesOnly(DATA, API);
    }

    @Test
    void jsonUsesTheApi() {
        usesOnly(JSON, API);
    }

    @Test
    void theStoreUsesModelsAndWhatTheyUse() {
        usesOnly(STORE, API, FEATURES, MODELS);
    }

    @Test
    void theLifecycleUsesTheStoreAndTheBacktester() {
        usesOnly(LIFECYCLE, API, FEATURES, MODELS, BACKTEST, STORE);
    }

    @Test
    void trainingUsesModelsAndWhatTheyUse() {
        usesOnly(TRAINING, API, FEATURES, MODELS);
    }

    @Test
    void streamsUseTheStoreTheBacktesterDataAndJson() {
        usesOnly(STREAMS, API, FEATURES, MODELS, BACKTEST, STORE, DATA, JSON);
    }

    @Test
    void kafkaStreamsUsesTheCoreOfStreams() {
        usesOnly(KAFKA, STREAMS);
    }

    @Test
    void onlyOnePackageKnowsKafka() {
        noLibraryClasses()
                .and()
                .resideOutsideOfPackage("io.forecastj.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void parquetUsesTheApiAndData() {
        usesOnly(PARQUET, API, DATA);
    }

    @Test
    void metricsUseTheLifecycleAndWhatItUses() {
        usesOnly(MICROMETER, API, FEATURES, MODELS, BACKTEST, STORE, LIFECYCLE);
    }

    @Test
    void theCacheUsesTheApi() {
        usesOnly(CACHE, API);
    }

    @Test
    void guardsOfResilience4jUseTheApi() {
        usesOnly(RESILIENCE4J, API);
    }

    @Test
    void trainingOfXgBoostUsesModelsAndTheApi() {
        usesOnly(XGBOOST, API, MODELS);
    }

    @Test
    void onlyOneModuleKnowsTheLibraryOfXgBoost() {
        noClasses()
                .that()
                .resideOutsideOfPackages(XGBOOST)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ml.dmlc..")
                .check(CLASSES);
    }

    @Test
    void marketDataUsesTheApiAndData() {
        usesOnly(MARKET, API, DATA);
    }

    @Test
    void onlyOnePackageKnowsTheEngineOfTraining() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.forecastj.training.torch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void networksKnowNeitherTheEngineNorTheExporter() {
        usesOnly(new String[] {"io.forecastj.training.network.."}, API);
    }

    @Test
    void theInternalsOfTrainingAreUsedOnlyByIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TRAINING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.forecastj.training.network..",
                        "io.forecastj.training.torch..",
                        "io.forecastj.training.export..")
                .check(CLASSES);
    }

    @Test
    void theApiUsesOfJacksonOnlyTheAnnotationWithoutMembers() {
        noClasses()
                .that()
                .resideInAnyPackage(API)
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson..")
                        .and(not(equivalentTo(com.fasterxml.jackson.annotation.JsonValue.class))))
                .check(CLASSES);
    }

    @Test
    void theTestkitUsesTheApi() {
        usesOnly(TESTKIT, API);
    }

    @Test
    void theTestkitOfModelsUsesTheModulesThatItTestsAndTheTestkit() {
        usesOnly(TESTKIT_MODELS, API, FEATURES, MODELS, TESTKIT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theInternalsOfModelsAreUsedOnlyByModels() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MODELS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.forecastj.models.internal..", "io.forecastj.models.trees..")
                .check(CLASSES);
    }

    @Test
    void theInternalsOfTheBacktesterAreUsedOnlyByIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BACKTEST)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.forecastj.backtest.internal..")
                .check(CLASSES);
    }

    @Test
    void theRootOfModelsIsADoorThatNoModelGoesThrough() {
        noClasses()
                .that()
                .resideInAPackage("io.forecastj.models..")
                .and()
                .resideOutsideOfPackage("io.forecastj.models")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.forecastj.models")
                .check(CLASSES);
    }

    @Test
    void nothingInTheLibrariesUsesTheAutomaticForecaster() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.forecastj.models.auto..", "io.forecastj.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.forecastj.models.auto..")
                .check(CLASSES);
    }

    @Test
    void treesKnowNoLibraryThatTrainsThem() {
        usesOnly(new String[] {"io.forecastj.models.trees.."}, API);
    }

    @Test
    void savingKnowsNoKindOfPredictor() {
        usesOnly(new String[] {"io.forecastj.models.saving.."}, API, FEATURES, new String[] {
            "io.forecastj.models.internal.."
        });
    }

    @Test
    void regressionKnowsNoLearner() {
        usesOnly(new String[] {"io.forecastj.models.regression.."}, API, FEATURES, new String[] {
            "io.forecastj.models.internal..", "io.forecastj.models.saving.."
        });
    }

    @Test
    void everyNameIsThatOfOneClass() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().endsWith("-info"))
                .filter(one -> !one.getPackageName().startsWith("io.forecastj.examples"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(names -> names.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void librariesDoNotWriteToTheStandardStreams() {
        noLibraryClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
    }

    @Test
    void librariesDoNotLogByJavaUtilLogging() {
        // GeneralCodingRules.USE_JAVA_UTIL_LOGGING sees fields only, and no logger that is fetched and used at once
        noLibraryClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    /** Makes every package one slice, the root package too, which a pattern such as io.forecastj.(**) leaves out. */
    private static final class EveryPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "every package";
        }
    }
}
