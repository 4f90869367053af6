package dev.sonde.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
    private final List<SocketEnd> forgotten = new ArrayList<>();
    private final List<SocketEnd> evicted = new ArrayList<>();
    private final ConnectionTable table =
            new ConnectionTable(6, (end, early) -> (early ? evicted : forgotten).add(end));

    @Test
    void theTwoSocketsOfALocalConnectionAreOneConnection() {
        SocketEnd client = table.add(1, tuple("10.0.0.1", 4000, "10.0.0.2", 80, 5), Role.CLIENT, 1, false);
        SocketEnd server = table.add(2, tuple("10.0.0.2", 80, "10.0.0.1", 4000, 6), Role.SERVER, 2, false);

        assertThat(server.connection()).isSameAs(client.connection());
        assertThat(client.connection().bothEnds()).isTrue();
        assertThat(server.addressTextOf(Role.CLIENT)).isEqualTo("10.0.0.1");
        assertThat(server.portOf(Role.CLIENT)).isEqualTo(4000);
    }

    @Test
    void loopbackConnectionsOfTwoNamespacesAreTwo() {
        SocketEnd one = table.add(1, tuple("127.0.0.1", 4000, "127.0.0.1", 80, 5), Role.CLIENT, 1, false);
        SocketEnd other = table.add(2, tuple("127.0.0.1", 80, "127.0.0.1", 4000, 6), Role.SERVER, 2, false);

        assertThat(other.connection()).isNotSameAs(one.connection());
    }

    @Test
    void addressesThatAreUsedAgainAreAnotherConnection() {
        SocketEnd first = table.add(1, tuple("10.0.0.1", 4000, "10.0.0.2", 80, 5), Role.CLIENT, 1, false);
        SocketEnd second = table.add(3, tuple("10.0.0.1", 4000, "10.0.0.2", 80, 5), Role.CLIENT, 9, false);

        assertThat(second.connection().id()).isNotEqualTo(first.connection().id());
        assertThat(forgotten).containsExactly(first);
        assertThat(table.byCookie(1)).isNull();
        assertThat(table.byCookie(3)).isSameAs(second);
    }

    @Test
    void aClosedConnectionIsForgottenOnceBothEndsAreAndLateRecordsHaveCome() {
        SocketEnd client = table.add(1, tuple("::1", 4000, "::1", 80, 5), Role.CLIENT, 1, false);
        SocketEnd server = table.add(2, tuple("::1", 80, "::1", 4000, 5), Role.SERVER, 1, false);
        table.close(client);
        table.forgetClosed(100);
        assertThat(forgotten).isEmpty();

        table.close(server);
        table.forgetClosed(1);
        assertThat(forgotten).isEmpty();
        table.forgetClosed(100);

        assertThat(forgotten).containsExactlyInAnyOrder(client, server);
        assertThat(table.size()).isZero();
    }

    @Test
    void beyondItsBoundTheConnectionThatWasHeardOfLongestAgoGoes() {
        List<SocketEnd> ends = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ends.add(table.add(10 + i, tuple("10.0.0.1", 4000 + i, "10.0.0.2", 80, 5), Role.CLIENT, i, false));
        }

        assertThat(evicted).containsExactly(ends.getFirst());
        assertThat(table.size()).isEqualTo(6);
        assertThat(ends.getLast().slot()).isEqualTo(ends.getFirst().slot());
    }

    @Test
    void addressesAreWrittenTheUsualWay() {
        assertThat(tuple("2001:db8:0:0:1:0:0:1", 1, "fe80:0:0:0:0:0:0:9", 2, 0).localText())
                .isEqualTo("2001:db8::1:0:0:1");
        assertThat(tuple("0:0:0:0:0:0:0:1", 1, "0:0:0:0:0:0:0:0", 2, 0).localText())
                .isEqualTo("::1");
        assertThat(tuple("0:0:0:0:0:0:0:1", 1, "0:0:0:0:0:0:0:0", 2, 0).remoteText())
                .isEqualTo("::");
        assertThat(tuple("192.168.1.254", 1, "1:2:3:4:5:6:7:8", 2, 0).localText())
                .isEqualTo("192.168.1.254");
        assertThat(tuple("192.168.1.254", 1, "1:2:3:4:5:6:7:8", 2, 0).remoteText())
                .isEqualTo("1:2:3:4:5:6:7:8");
    }

    static Tuple tuple(String local, int localPort, String remote, int remotePort, int netns) {
        byte[] bytes = new byte[32];
        put(bytes, 0, local);
        put(bytes, 16, remote);
        Tuple tuple = new Tuple();
        tuple.set(bytes, 0, 16, localPort, remotePort, netns);
        return tuple;
    }

    private static void put(byte[] bytes, int at, String address) {
        try {
            byte[] raw = InetAddress.getByName(address).getAddress();
            if (raw.length == 4) {
                bytes[at + 10] = (byte) 0xFF;
                bytes[at + 11] = (byte) 0xFF;
                System.arraycopy(raw, 0, bytes, at + 12, 4);
            } else {
                System.arraycopy(raw, 0, bytes, at, 16);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
