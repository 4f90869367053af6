package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import dev.sonde.core.cluster.scope.PodInfo.LeftContainer;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads pods in the API's protobuf form, of each what Sonde needs and of the rest nothing; the numbers of fields are those of
 * {@code k8s.io/api/core/v1/generated.proto}, which never change. What many pods have in common is there once. For one thread.
 */
final class PodWire {
    private final Predicate<String> withContainers;
    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();

    /** Reads nothing of what containers do. */
    PodWire() {
        this(namespace -> false);
    }

    /** Reads what containers do in the pods of some namespaces. */
    PodWire(Predicate<String> withContainers) {
        this.withContainers = withContainers;
    }

    /** Reads a pod that is a field of a message. */
    PodInfo pod(CodedInputStream in) throws IOException {
        return reading(in).pod();
    }

    /** The same with what its containers do. */
    PodSeen seen(CodedInputStream in) throws IOException {
        return reading(in).seen();
    }

    /** Reads a pod that is a message of its own. */
    PodSeen whole(CodedInputStream in) throws IOException {
        Reading reading = new Reading();
        WireFields.all(in, reading::field);
        return reading.seen();
    }

    private Reading reading(CodedInputStream in) throws IOException {
        Reading reading = new Reading();
        WireFields.message(in, reading::field);
        return reading;
    }

    @SuppressWarnings("unchecked")
    private <T> T one(T value) {
        return (T) shared.computeIfAbsent(value, same -> same);
    }

    private long bytes(String quantity) {
        return bytes.computeIfAbsent(
                quantity, text -> Quantity.parse(text).getNumericalAmount().longValue());
    }

    /** One pod, field by field. */
    private final class Reading {
        private final Map<String, String> labels = new HashMap<>();
        private final List<String> addresses = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<String> ours = new ArrayList<>();
        private final Map<String, WireState> ephemeral = new HashMap<>();
        private final List<WireState> before = new ArrayList<>();
        private final List<WireState> main = new ArrayList<>();
        private final List<String> images = new ArrayList<>();
        private String version = "";
        private Owners.Owner owner = Owners.Owner.NONE;
        private String namespace = "";
        private String name = "";
        private String uid = "";
        private String node = "";
        private String phase = "Unknown";
        private boolean isDeleted;
        private boolean isOnHostNetwork;
        private boolean isUnlimited;
        private long limitBytes;
        private long createdUnixNanos;

        PodInfo pod() {
            Owners owners = new Owners(namespace, name, labels, createdUnixNanos);
            return new PodInfo(
                    one(namespace),
                    name,
                    uid,
                    one(owners.of(owner)),
                    one(node),
                    one(isDeleted ? "Terminating" : phase),
                    isOnHostNetwork ? List.of() : addresses,
                    one(Map.copyOf(labels)),
                    new PodInfo.Inside(
                            one(List.copyOf(containers)),
                            isUnlimited ? 0 : limitBytes,
                            isOnHostNetwork,
                            createdUnixNanos,
                            left()));
        }

        PodSeen seen() {
            if (!withContainers.test(namespace)) {
                return new PodSeen(pod(), PodContainers.NONE, version);
            }
            List<PodContainers.One> all = new ArrayList<>();
            before.forEach(state -> all.add(state.container(true)));
            main.forEach(state -> all.add(state.container(false)));
            String image = images.isEmpty() ? "" : one(images.getFirst());
            return new PodSeen(pod(), new PodContainers(image, all), version);
        }

        boolean field(int number, CodedInputStream in) throws IOException {
            switch (number) {
                case 1 -> WireFields.message(in, this::metadata);
                case 2 -> WireFields.message(in, this::spec);
                case 3 -> WireFields.message(in, this::status);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private List<LeftContainer> left() {
            return ours.stream()
                    .map(container -> ephemeral
                            .getOrDefault(container, WireState.NOT_STARTED)
                            .left(container))
                    .toList();
        }

        private boolean metadata(int number, CodedInputStream in) throws IOException {
            switch (number) {
                case 1 -> name = in.readString();
                case 3 -> namespace = in.readString();
                case 5 -> uid = in.readString();
                case 6 -> version = in.readString();
                case 8 -> createdUnixNanos = WireFields.time(in);
                case 9 -> {
                    isDeleted = true;
                    var _ = WireFields.time(in);
                }
                case 11 -> WireFields.entry(in, labels, "", CodedInputStream::readString);
                case 13 -> owner(in);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void owner(CodedInputStream in) throws IOException {
            String[] read = {"", ""};
            boolean[] controls = {false};
            WireFields.message(in, (number, field) -> {
                switch (number) {
                    case 1 -> read[0] = field.readString();
                    case 3 -> read[1] = field.readString();
                    case 6 -> controls[0] = field.readBool();
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            if (controls[0] && owner.equals(Owners.Owner.NONE)) {
                owner = new Owners.Owner(read[0], read[1]);
            }
        }

        private boolean spec(int number, CodedInputStream in) throws IOException {
            switch (number) {
                case 2 -> container(in);
                case 10 -> node = in.readString();
                case 11 -> isOnHostNetwork = in.readBool();
                case 34 -> ephemeral(in);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void container(CodedInputStream in) throws IOException {
            Map<String, String> limits = new HashMap<>();
            WireFields.message(in, (number, field) -> {
                switch (number) {
                    case 1 -> containers.add(field.readString());
                    case 2 -> images.add(field.readString());
                    case 8 ->
                        WireFields.message(field, (resource, inside) -> {
                            if (resource != 1) {
                                return false;
                            }
                            WireFields.entry(inside, limits, "", WireFields::first);
                            return true;
                        });
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            String memory = limits.get("memory");
            isUnlimited |= memory == null;
            limitBytes += memory == null ? 0 : bytes(memory);
        }

        private void ephemeral(CodedInputStream in) throws IOException {
            WireFields.message(in, (number, field) -> {
                if (number != 1) {
                    return false;
                }
                String container = WireFields.first(field);
                if (container.startsWith(PodReader.OURS)) {
                    ours.add(container);
                }
                return true;
            });
        }

        private boolean status(int number, CodedInputStream in) throws IOException {
            switch (number) {
                case 1 -> phase = in.readString();
                case 12 -> addresses.add(WireFields.first(in));
                case 8, 10 -> {
                    // The metadata came before, with the namespace in it.
                    if (!withContainers.test(namespace)) {
                        return false;
                    }
                    (number == 8 ? main : before).add(WireState.read(in));
                }
                case 13 -> {
                    WireState state = WireState.read(in);
                    ephemeral.put(state.name(), state);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
