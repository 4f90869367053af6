package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import dev.sonde.core.cluster.scope.PodContainers.End;
import dev.sonde.core.cluster.scope.PodInfo.LeftContainer;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a container is, in the API's protobuf form. */
final class WireState {
    static final WireState NOT_STARTED = new WireState();

    private static final int WAITING = 1;
    private static final int RUNNING = 2;
    private static final int TERMINATED = 3;

    private final String[] texts = new String[5];
    private String name = "";
    private String id = "";
    private int restarts;
    private boolean ready;
    private int kind;
    private int exitStatus;
    private @Nullable End end;

    private WireState() {}

    /** Reads the status of a container. */
    static WireState read(CodedInputStream in) throws IOException {
        WireState read = new WireState();
        WireFields.message(in, read::field);
        return read;
    }

    String name() {
        return name;
    }

    private boolean field(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case 1 -> name = in.readString();
            case 2 -> WireFields.message(in, (which, inside) -> state(which, inside, true));
            case 3 -> WireFields.message(in, (which, inside) -> state(which, inside, false));
            case 4 -> ready = in.readBool();
            case 5 -> restarts = in.readInt32();
            case 8 -> id = in.readString();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean state(int which, CodedInputStream in, boolean isNow) throws IOException {
        String[] read = new String[5];
        int[] exit = {0};
        long[] finished = {0};
        WireFields.message(in, (number, field) -> {
            boolean isText = (which == WAITING && number <= 2) || (which == TERMINATED && (number == 3 || number == 4));
            if (isText) {
                read[number] = field.readString();
            } else if (which == TERMINATED && number == 1) {
                exit[0] = field.readInt32();
            } else if (which == TERMINATED && number == 6) {
                finished[0] = WireFields.time(field);
            } else {
                return false;
            }
            return true;
        });
        if (which == TERMINATED) {
            end = End.later(end, new End(read[3] == null ? "" : read[3], exit[0], finished[0]));
        }
        if (isNow) {
            kind = which;
            exitStatus = exit[0];
            System.arraycopy(read, 0, texts, 0, read.length);
        }
        return true;
    }

    /** What is left of an agent in it. */
    LeftContainer left(String container) {
        return new LeftContainer(container, kind == RUNNING, PodReader.words(state()));
    }

    private @Nullable ContainerState state() {
        ContainerStateBuilder state = new ContainerStateBuilder();
        return switch (kind) {
            case WAITING -> state.withNewWaiting(texts[2], texts[1]).build();
            case RUNNING -> state.withNewRunning().endRunning().build();
            case TERMINATED ->
                state.withNewTerminated()
                        .withExitCode(exitStatus)
                        .withReason(texts[3])
                        .endTerminated()
                        .build();
            default -> null;
        };
    }

    /** The container as facts tell of it. */
    PodContainers.One container(boolean init) {
        String waiting = kind == WAITING && texts[1] != null ? texts[1] : "";
        return new PodContainers.One(name, id.substring(id.lastIndexOf('/') + 1), init, restarts, ready, waiting, end);
    }
}
