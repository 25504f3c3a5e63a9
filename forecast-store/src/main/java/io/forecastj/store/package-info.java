/**
 * Versions of models, in a directory or a database.
 *
 * <p>{@link io.forecastj.store.ModelStore} opens a store, {@link io.forecastj.store.StoredModel} is one named model in
 * it. A {@link io.forecastj.store.Publication} says what is kept beside a predictor, and the {@link
 * io.forecastj.store.ModelVersion} that comes of it has metrics, training data and environment. Aliases such as {@code
 * production} name versions; promoting and rolling back moves them. {@link io.forecastj.store.Retention} chooses the
 * versions to keep, {@link io.forecastj.store.StoreEvent} is what happened, a {@link io.forecastj.store.Lease} lets one
 * process do something for all, such as to retrain a model.
 *
 * <p>A store needs a place for its objects, a {@link io.forecastj.store.Storage}: {@link
 * io.forecastj.store.DirectoryStorage}, {@link io.forecastj.store.JdbcStorage}, or one of the application for an object
 * store.
 *
 * <h2>For maintainers</h2>
 *
 * <p>All objects but one are immutable and named by the hash of their content ({@code ObjectSpace}): files of versions,
 * and documents. The document {@code Manifest} describes a version; it is what a signature signs. The document {@code
 * ModelRecord} has all versions, aliases and events of a model. {@code StoreHead}, the one object that changes, names
 * the record of each model, and has the leases. {@code Commits} makes every change by one conditional replace of the
 * head; {@code Publisher} prepares a version, {@code VersionReader} reads it, {@code Sweep} removes what nothing refers
 * to. Snapshots of sessions ({@code SnapshotSpace}) are beside all this, since they change often and carry their own
 * digests.
 */
@NullMarked
package io.forecastj.store;

import org.jspecify.annotations.NullMarked;
