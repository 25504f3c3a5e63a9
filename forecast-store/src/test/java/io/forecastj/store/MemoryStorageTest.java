package io.forecastj.store;

class MemoryStorageTest extends StorageContract {
    private final MemoryStorage storage = new MemoryStorage();

    @Override
    Storage open() {
        return storage;
    }
}
