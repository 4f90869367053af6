package dev.sonde.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
    private final BatchBuilder builder = new BatchBuilder();
    private final Frame frame = new Frame();

    BatchBuilderTest() {
        builder.begin(1_000_000);
    }

    @Test
    void rowsReadBackAsTheGeneratedClassesReadThem() throws InvalidProtocolBufferException {
        ExchangeRow row = row(7, 1_000_500, "GET /orders");
        row.requestSequence = 0xF000_0001;
        row.serverDurationNanos = 0;
        row.clientDurationNanos = ExchangeRow.UNKNOWN;
        row.status = -1;
        row.rows = 0;
        builder.add(row);
        row.startNanos = 999_000;
        row.status = 503;
        row.rows = ExchangeRow.UNKNOWN;
        row.responseBytes = 1L << 40;
        row.detail = "GET /orders/17".getBytes(StandardCharsets.UTF_8);
        row.detailLength = row.detail.length;
        builder.add(row);

        Batch batch = seal();

        Exchanges columns = batch.getExchanges();
        assertThat(batch.getBaseNs()).isEqualTo(1_000_000);
        assertThat(columns.getConnectionList()).containsExactly(7, 7);
        assertThat(columns.getStartDeltaList()).containsExactly(500L, -1500L);
        assertThat(columns.getStatusList()).containsExactly(-1, 503);
        assertThat(columns.getServerDurationPlus1List()).containsExactly(1L, 1L);
        assertThat(columns.getClientDurationPlus1List()).containsExactly(0L, 0L);
        assertThat(columns.getRowsPlus1List()).containsExactly(1L, 0L);
        assertThat(columns.getResponseBytesList()).containsExactly(0L, 1L << 40);
        assertThat(columns.getRequestSequenceList()).containsExactly(0xF000_0001, 0xF000_0001);
        assertThat(columns.getFlags(0) & ExchangeFlag.DETAIL_VALUE).isZero();
        assertThat(columns.getFlags(1) & ExchangeFlag.DETAIL_VALUE).isNotZero();
        assertThat(columns.getDetailList()).containsExactly("GET /orders/17");
        assertThat(batch.getStrings().getValuesList()).containsExactly(StringTable.OVERFLOW, "GET /orders");
        assertThat(columns.getEndpointList()).containsExactly(2, 2);
    }

    @Test
    void theRequestSequenceOfAJoinedRowIsNotSent() throws InvalidProtocolBufferException {
        ExchangeRow row = row(1, 5, "a");
        row.requestSequence = 42;
        row.flags = ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;
        builder.add(row);

        assertThat(seal().getExchanges().getRequestSequenceList()).containsExactly(0);
    }

    @Test
    void theNextBatchHoldsOnlyWhatCameSince() throws InvalidProtocolBufferException {
        builder.add(row(1, 1_000_001, "first"));
        seal();
        builder.add(row(2, 2_000_002, "second"));

        Batch batch = seal();

        assertThat(batch.getSequence()).isEqualTo(2);
        assertThat(batch.getStrings().getFirstId()).isEqualTo(3);
        assertThat(batch.getStrings().getValuesList()).containsExactly("second");
        assertThat(batch.getExchanges().getStartDeltaList()).containsExactly(2L);
        assertThat(frame.calls()).isEqualTo(1);
    }

    @Test
    void aNewClientIsSentAllStringsUnderTheirOldIds() throws InvalidProtocolBufferException {
        builder.add(row(1, 1_000_001, "first"));
        seal();

        builder.greet();
        Batch batch = seal();

        assertThat(batch.getSequence()).isEqualTo(1);
        assertThat(batch.getStrings().getFirstId()).isEqualTo(1);
        assertThat(batch.getStrings().getValuesList()).containsExactly(StringTable.OVERFLOW, "first");
    }

    @Test
    void moreNamesThanFitShareOneNameAndAreCounted() {
        StringTable strings = builder.strings();
        for (int i = 0; i < StringTable.MAX_STRINGS + 9; i++) {
            strings.intern("name " + i);
        }

        assertThat(strings.intern("one more")).isEqualTo(1);
        assertThat(strings.takeOverflows()).isEqualTo(11);
        assertThat(strings.intern("name 77")).isEqualTo(79);
    }

    private ExchangeRow row(int connection, long startNanos, String endpoint) {
        ExchangeRow row = new ExchangeRow();
        row.connection = connection;
        row.startNanos = startNanos;
        row.endpoint = builder.strings().intern(endpoint);
        return row;
    }

    private Batch seal() throws InvalidProtocolBufferException {
        builder.seal(frame, 3_000_000, 2_000_000);
        return Batch.parseFrom(Arrays.copyOf(frame.bytes(), frame.length()));
    }
}
