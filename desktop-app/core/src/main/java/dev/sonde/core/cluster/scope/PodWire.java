package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import dev.sonde.core.cluster.scope.PodInfo.LeftContainer;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pods in the API's protobuf form, of each what Sonde needs and of the rest nothing; the numbers of fields are those of
 * {@code k8s.io/api/core/v1/generated.proto}, which never change. What many pods have in common is there once. For one thread.
 */
final class PodWire {
    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();

    /** Reads a pod that is a field of a message. */
    PodInfo pod(CodedInputStream in) throws IOException {
        Reading reading = new Reading();
        WireFields.message(in, (number, field) -> {
            switch (number) {
                case 1 -> WireFields.message(field, reading::metadata);
                case 2 -> WireFields.message(field, reading::spec);
                case 3 -> WireFields.message(field, reading::status);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return reading.pod();
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
        private static final long NANOS = 1_000_000_000L;

        private final Map<String, String> labels = new HashMap<>();
        private final List<String> addresses = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<String> ours = new ArrayList<>();
        private final Map<String, WireState> states = new HashMap<>();
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
            Owners owners = new Owners(namespace, name, labels);
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

        private List<LeftContainer> left() {
            return ours.stream()
                    .map(container -> states.getOrDefault(container, WireState.NOT_STARTED)
                            .left(container))
                    .toList();
        }

        private boolean metadata(int number, CodedInputStream in) throws IOException {
            switch (number) {
                case 1 -> name = in.readString();
                case 3 -> namespace = in.readString();
                case 5 -> uid = in.readString();
                case 8 -> createdUnixNanos = time(in);
                case 9 -> {
                    isDeleted = true;
                    var _ = time(in);
                }
                case 11 -> WireFields.entry(in, labels, "", CodedInputStream::readString);
                case 13 -> owner(in);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static long time(CodedInputStream in) throws IOException {
            long[] nanos = {0};
            WireFields.message(in, (number, field) -> {
                switch (number) {
                    case 1 -> nanos[0] += field.readInt64() * NANOS;
                    case 2 -> nanos[0] += field.readInt32();
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            return nanos[0];
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
                case 13 -> WireState.read(in, states);
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
