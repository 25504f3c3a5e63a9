package io.forecastj.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStorageContractTest extends StorageContract {
    @TempDir
    Path folder;

    @Override
    Storage open() {
        return DirectoryStorage.at(folder.resolve("store"));
    }
}
