package dev.sonde.core.store;

import dev.sonde.protocol.v1.Process;
import java.util.HashMap;
import java.util.Map;

/**
 * Words, peers and processes of the session: what agents number each for themselves gets one number here. Owned by the
 * writer; the lists it hands out can be read on any thread.
 */
final class Directory {
    /** What is named by an id that was never told, because the batch that told it was lost. */
    private static final String UNTOLD = "(name lost)";

    /** What stands for strings beyond the bound. */
    static final String OVERFLOW = "(too many different names)";

    /** Some twenty agents with as many names as an agent can have, all different. */
    static final int MAX_STRINGS = 1 << 18;

    static final long MAX_STRING_BYTES = 64L << 20;

    private final Map<String, Integer> stringIds = new HashMap<>();
    private final Map<Name, Integer> peerIds = new HashMap<>();
    private Known<String> strings = Known.of(new String[256]);
    private Known<Peer> peers = Known.of(new Peer[64]);
    private Known<ProcessInfo> processes = Known.of(new ProcessInfo[64]);
    private final ProcessSights sights = new ProcessSights();
    private final ClusterPlaces places = new ClusterPlaces();
    private final int overflow;
    private long stringBytes;

    private record Name(Peer.Kind kind, String text) {}

    Directory() {
        string("");
        overflow = string(OVERFLOW);
    }

    int string(String text) {
        Integer id = stringIds.get(text);
        if (id == null) {
            if (strings.count() >= MAX_STRINGS || stringBytes + 120 + text.length() > MAX_STRING_BYTES) {
                return overflow;
            }
            id = strings.count();
            strings = strings.plus(text);
            stringIds.put(text, id);
            // The string with its bytes, the entry of the map and the boxed id.
            stringBytes += 120 + text.length();
        }
        return id;
    }

    int untold() {
        return string(UNTOLD);
    }

    String text(int id) {
        return strings.get(id);
    }

    int peer(Peer.Kind kind, String text) {
        return peer(kind, text, "");
    }

    private int peer(Peer.Kind kind, String text, String namespace) {
        Name name = new Name(kind, text);
        Integer id = peerIds.get(name);
        if (id == null) {
            id = peers.count();
            peers = peers.plus(new Peer(id, text, kind, namespace));
            peerIds.put(name, id);
        }
        return id;
    }

    /** Tells of a process: at an index that its agent told of before, or at -1 for a new one. Gives its index. */
    int process(AgentIntake agent, int known, Process told) {
        int another = known >= 0 ? -1 : sights.toldByAnother(agent, told);
        // Not every agent can see a command line and a runtime.
        boolean lessThanKnown =
                another >= 0 && told.getCommand().isEmpty() && told.getRuntime().isEmpty();
        int index = lessThanKnown ? another : put(agent.agent, Math.max(known, another), told);
        sights.add(agent, told, index);
        return index;
    }

    private int put(int agent, int known, Process told) {
        ProcessInfo.Told said = new ProcessInfo.Told(
                told.getPid(),
                new ProcessInfo.Naming(told.getExecutable(), told.getCommand()),
                new ProcessInfo.Place(told.getContainerId(), told.getPodUid(), told.getSystemdUnit()),
                told.getRuntime());
        ProcessInfo info = new ProcessInfo(agent, named(said), said);
        if (known >= 0) {
            processes.replace(known, info);
            return known;
        }
        processes = processes.plus(info);
        return processes.count() - 1;
    }

    /** Pods, services and nodes. */
    ClusterPlaces places() {
        return places;
    }

    /** The peer that a pod, service or node is. */
    int peerOfPlace(int place) {
        return peer(
                places.peerKind(place),
                places.peerName(place),
                places.get(place).namespace());
    }

    /** The pod that a process runs in, or -1. */
    int placeOf(int process) {
        return places.byUid(processes.get(process).told().place().podUid());
    }

    int processCount() {
        return processes.count();
    }

    /** Names a process anew, after more became known of the cluster; whether it has another name now. */
    boolean rename(int process) {
        ProcessInfo known = processes.get(process);
        int peer = named(known.told());
        if (peer == known.peerId()) {
            return false;
        }
        processes.replace(process, new ProcessInfo(known.agent(), peer, known.told()));
        return true;
    }

    int peerOf(int process) {
        return processes.get(process).peerId();
    }

    Snapshot.Names names(ConnectionTable connections, int connectionCount) {
        return new Snapshot.Names(
                strings,
                peers,
                processes,
                new Snapshot.Places(places.all(), places.home()),
                connections,
                connectionCount);
    }

    long bytes() {
        return stringBytes + 160L * peers.count() + 300L * processes.count() + sights.bytes() + places.bytes();
    }

    private int named(ProcessInfo.Told told) {
        int pod =
                told.place().podUid().isEmpty() ? -1 : places.byUid(told.place().podUid());
        if (pod >= 0) {
            return peerOfPlace(pod);
        }
        String id = told.place().containerId();
        if (!id.isEmpty()) {
            return peer(Peer.Kind.CONTAINER, id.substring(0, Math.min(12, id.length())));
        }
        String unit = told.place().systemdUnit();
        if (!unit.isEmpty()) {
            String service = unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit;
            return peer(Peer.Kind.UNIT, service);
        }
        String executable = told.name().executable();
        return peer(Peer.Kind.EXECUTABLE, executable.isEmpty() ? "pid " + told.pid() : executable);
    }
}
