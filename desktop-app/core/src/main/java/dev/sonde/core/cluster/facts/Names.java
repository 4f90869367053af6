package dev.sonde.core.cluster.facts;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a watch remembers of objects: their names and versions. Whatever else is of interest was told when they came, and of ten thousand pods the
 * rest would be hundreds of megabytes.
 */
final class Names<T extends HasMetadata> implements ItemStore<T> {
    private final Map<String, T> names = new ConcurrentHashMap<>();
    private final Supplier<T> empty;

    /** Remembers nothing yet; {@code empty} makes an object without anything in it. */
    Names(Supplier<T> empty) {
        this.empty = empty;
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        T name = empty.get();
        ObjectMeta from = object.getMetadata();
        name.setMetadata(new ObjectMetaBuilder()
                .withNamespace(from.getNamespace())
                .withName(from.getName())
                .withUid(from.getUid())
                .withResourceVersion(from.getResourceVersion())
                .build());
        return names.put(key, name);
    }

    @Override
    public @Nullable T remove(String key) {
        return names.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return names.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return names.values().stream();
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public @Nullable T get(String key) {
        return names.get(key);
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
