package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import dev.sonde.core.cluster.scope.PodInfo.LeftContainer;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a container is, in the API's protobuf form. */
record WireState(@Nullable ContainerState state) {
    static final WireState NOT_STARTED = new WireState(null);

    /** What is left of an agent in a container of that name. */
    LeftContainer left(String container) {
        boolean running = state != null && state.getRunning() != null;
        return new LeftContainer(container, running, PodReader.words(state));
    }

    /** Reads the status of a container. */
    static void read(CodedInputStream in, Map<String, WireState> into) throws IOException {
        ContainerStateBuilder state = new ContainerStateBuilder();
        String[] name = {""};
        WireFields.message(in, (number, field) -> {
            switch (number) {
                case 1 -> name[0] = field.readString();
                case 2 -> WireFields.message(field, (kind, inside) -> state(kind, inside, state));
                default -> {
                    return false;
                }
            }
            return true;
        });
        into.put(name[0], new WireState(state.build()));
    }

    private static boolean state(int kind, CodedInputStream in, ContainerStateBuilder state) throws IOException {
        String[] texts = new String[5];
        int[] exit = {0};
        WireFields.message(in, (number, field) -> {
            boolean isExit = kind == 3 && number == 1;
            boolean isText = (kind == 1 && number <= 2) || (kind == 3 && (number == 3 || number == 4));
            if (isExit) {
                exit[0] = field.readInt32();
            } else if (isText) {
                texts[number] = field.readString();
            }
            return isExit || isText;
        });
        switch (kind) {
            case 1 -> state.withNewWaiting(texts[2], texts[1]);
            case 2 -> state.withNewRunning().endRunning();
            case 3 ->
                state.withNewTerminated()
                        .withExitCode(exit[0])
                        .withReason(texts[3])
                        .endTerminated();
            default -> {}
        }
        return true;
    }
}
