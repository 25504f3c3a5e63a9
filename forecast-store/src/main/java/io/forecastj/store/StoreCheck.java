package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads everything that the head leads to, from the storage and not from what is kept in memory, and describes what is
 * damaged or missing.
 */
final class StoreCheck {
    private final Commits commits;
    private final ObjectSpace objects;
    private final Signatures signatures;
    private final List<String> damage = new ArrayList<>();

    private StoreCheck(Commits commits, Signatures signatures) {
        this.commits = commits;
        this.objects = commits.objects();
        this.signatures = signatures;
    }

    static List<String> run(Commits commits, Signatures signatures) {
        while (true) {
            StoreHead head = commits.read().head();
            StoreCheck check = new StoreCheck(commits, signatures);
            check.head(head);
            // a clean-up that has begun since may have removed what only this head leads to
            if (check.damage.isEmpty() || commits.isPresentEpoch(head)) {
                return List.copyOf(check.damage);
            }
        }
    }

    private void head(StoreHead head) {
        head.models().forEach(this::model);
        String live = head.live();
        if (live != null) {
            check(
                    "the list of files in use, which the next clean-up makes anew: ",
                    () -> objects.stored(live, LiveFiles.class));
        }
    }

    private void model(String name, String key) {
        check("the record of '" + name + "': ", () -> {
            ModelRecord record = objects.stored(key, ModelRecord.class);
            for (String segment : record.segments()) {
                check("older events of '" + name + "': ", () -> objects.stored(segment, EventSegment.class));
            }
            record.versions().forEach(version -> version(name, version));
        });
    }

    private void version(String name, VersionEntry entry) {
        String place = "version " + entry.number() + " of '" + name + "': ";
        check(place, () -> {
            Manifest manifest = objects.stored(entry.manifest(), Manifest.class);
            if (!manifest.model().equals(name)) {
                throw new ModelIntegrityException("it has the manifest of a version of '" + manifest.model() + "'");
            }
            SignatureState state = signatures.check(objects.document(entry.manifest()), entry.signature());
            Signatures.require(new ModelVersion(entry, manifest, List.of(), state));
            Map<String, FileEntry> files = new TreeMap<>(manifest.attachments());
            files.putAll(manifest.files());
            files.forEach((file, one) -> check(place, () -> objects.blob(one, file)));
        });
    }

    private void check(String place, Runnable reading) {
        try {
            reading.run();
        } catch (ModelLoadException e) {
            damage.add(place + e.getMessage());
        }
    }
}
