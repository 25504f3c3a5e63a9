package io.forecastj.spark;

import io.forecastj.Predictor;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The local models of many series in a few files of one version in the store, each loaded by the id of its series.
 *
 * <p>Immutable and thread-safe. A file is read from the store when the first of its models is needed, and then kept in
 * memory, compressed. Hashes and signatures are checked by the store as for every attachment. Reading needs Spark only
 * for {@link #dataset}: a service that forecasts single series has no need of it.
 *
 * <pre>{@code
 * ModelVersion version = ModelPack.publish(models, 16, store.model("shops"), naive, Publication.none());
 *
 * ModelPack pack = ModelPack.open(store.model("shops"), version);
 * try (Predictor shop = pack.load("shop 17").orElseThrow()) { ... }
 * }</pre>
 */
public final class ModelPack {
    private static final String PREFIX = "models-";
    private static final String SUFFIX = ".pack";

    private final StoredModel model;
    private final ModelVersion version;
    private final List<String> names;
    private final Map<String, PackedFile> read = new ConcurrentHashMap<>();

    private ModelPack(StoredModel model, ModelVersion version, List<String> names) {
        this.model = model;
        this.version = version;
        this.names = List.copyOf(names);
    }

    /**
     * Publishes local models as one version. Executors pack the files and send them to the driver, which writes them:
     * a task that runs twice writes nothing twice. They pass through its memory compressed, within Spark's {@code
     * spark.driver.maxResultSize}. Equal models give equal files. Models of series that failed are left out.
     *
     * @param models the rows of {@link ForecastSpark#fitLocal}
     * @param files the number of files, from 1 to 99,999; a file of some 10,000 models loads in milliseconds
     * @param stored the model in the store that gets a new version
     * @param otherwise the version's predictor, for series without a local model: a naive forecast, or a global model
     * @param publication what is kept beside them
     * @return the new version
     * @throws IllegalArgumentException if the number of files is out of range, two models have one id, a packed file is
     *     larger than an attachment may be, or an attachment's name begins with {@code models-} and ends with {@code
     *     .pack}
     * @throws io.forecastj.store.StoreException as {@link StoredModel#publish(Predictor, Publication)}
     */
    public static ModelVersion publish(
            Dataset<Row> models, int files, StoredModel stored, Predictor otherwise, Publication publication) {
        if (files < 1 || files > 99_999) {
            throw new IllegalArgumentException("expected from 1 to 99999 files, found " + files);
        }
        for (String name : publication.attachments()) {
            if (isPacked(name)) {
                throw new IllegalArgumentException("expected no attachment named " + PREFIX + "..." + SUFFIX
                        + ", as the files of local models are, found '" + name + "'; rename it");
            }
        }
        Publication all = publication;
        for (Map.Entry<Integer, byte[]> file : PackedFiles.of(models, files).entrySet()) {
            all = all.attach(name(file.getKey(), files), file.getValue());
        }
        return stored.publish(otherwise, all);
    }

    private static String name(int file, int files) {
        return String.format(Locale.ROOT, PREFIX + "%05d-of-%05d" + SUFFIX, file, files);
    }

    private static boolean isPacked(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * Opens the local models of a version. Nothing is read yet.
     *
     * @param model the model in the store
     * @param version a version of it that {@link #publish} made
     * @return the models
     * @throws IllegalArgumentException if the version has no local models, or not all of their files
     */
    public static ModelPack open(StoredModel model, ModelVersion version) {
        Objects.requireNonNull(model, "model");
        List<String> names = version.attachments().keySet().stream()
                .filter(ModelPack::isPacked)
                .toList();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(name(i, names.size()))) {
                throw new IllegalArgumentException("expected the file " + name(i, names.size()) + " in version "
                        + version.number() + " of '" + version.model() + "', found " + names.get(i));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("version " + version.number() + " of '" + version.model()
                    + "' has no local models; ModelPack.publish(...) makes a version that has");
        }
        return new ModelPack(model, version, names);
    }

    /**
     * Loads the model of a series.
     *
     * @param id the id of the series
     * @return a new predictor, which the caller closes; empty if there is no model of this id
     * @throws io.forecastj.ModelIntegrityException if the file is damaged or missing
     * @throws io.forecastj.ModelLoadException if the version is no longer there, or the model cannot be read
     * @throws io.forecastj.store.StoreException if the store cannot be read
     */
    public Optional<Predictor> load(String id) {
        return file(names.get(PackedFiles.fileOf(id, names.size()))).load(id);
    }

    private PackedFile file(String name) {
        return read.computeIfAbsent(name, missing -> PackedFile.of(name, model.attachment(version, name)));
    }

    /** {@return the number of files} */
    public int files() {
        return names.size();
    }

    /** {@return the version whose models these are} */
    public ModelVersion version() {
        return version;
    }

    /**
     * Makes a dataset of all models, for {@link ForecastSpark#predict(Dataset, Dataset)}. The files pass through the
     * driver's memory.
     *
     * @param spark the session
     * @return a row for each model with the columns of {@link ForecastSpark#fitLocal}; ids are strings
     * @throws io.forecastj.ModelIntegrityException if a file is damaged or missing
     * @throws io.forecastj.store.StoreException if the store cannot be read
     */
    public Dataset<Row> dataset(SparkSession spark) {
        List<byte[]> content = new ArrayList<>();
        for (String name : names) {
            content.add(model.attachment(version, name));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(Collections.unmodifiableList(content), content.size())
                        .flatMap(PackedFiles::rows),
                LocalFits.schema(DataTypes.StringType));
    }

    @Override
    public String toString() {
        return "local models of version " + version.number() + " of '" + version.model() + "' in " + names.size()
                + " files, " + read.size() + " of them read";
    }
}
