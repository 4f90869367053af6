package dev.sonde.protocol.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Loss;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The generated parser is the truth: what it reads as a message is read as the same columns here. */
class ColumnBatchTest {
    private final Random random = new Random(11);

    @Test
    void readsWhatTheGeneratedParserReads() throws IOException {
        for (int i = 0; i < 500; i++) {
            Batch batch = batch(random.nextInt(60));
            assertSame(read(batch.toByteArray()), batch);
            assertSame(ColumnBatch.of(batch), batch);
        }
    }

    @Test
    void putsPartsTogetherAsTheGeneratedParserDoes() throws IOException {
        for (int i = 0; i < 200; i++) {
            byte[] first = batch(random.nextInt(20)).toByteArray();
            byte[] second = batch(random.nextInt(20)).toByteArray();
            byte[] around = new byte[first.length + second.length + 7];
            System.arraycopy(first, 0, around, 3, first.length);
            System.arraycopy(second, 0, around, 3 + first.length, second.length);
            ColumnBatch.Builder parts = new ColumnBatch.Builder();
            parts.mergeFrom(around, 3, first.length);
            parts.mergeFrom(around, 3 + first.length, second.length);
            assertSame(
                    parts.build(),
                    Batch.newBuilder().mergeFrom(first).mergeFrom(second).build());
        }
    }

    @Test
    void readsNumbersThatComeOneByOneAndFieldsOfALaterFormat() throws IOException {
        byte[] rows = written(out -> {
            for (int row = 0; row < 40; row++) {
                out.writeUInt32(Exchanges.CONNECTION_FIELD_NUMBER, row);
                out.writeSInt64(Exchanges.START_DELTA_FIELD_NUMBER, -row * 1_000_000_000_000L);
                out.writeString(Exchanges.DETAIL_FIELD_NUMBER, "GET /" + row);
                out.writeSInt32(Exchanges.STATUS_FIELD_NUMBER, -1);
                out.writeFixed32(Exchanges.REQUEST_SEQUENCE_FIELD_NUMBER, -row);
                out.writeString(99, "later");
            }
            // Not as it is written: neither parser takes it for a column.
            out.writeFixed64(Exchanges.FLAGS_FIELD_NUMBER, 5);
        });
        byte[] bytes = written(out -> {
            out.writeString(98, "later");
            out.writeBytes(Batch.EXCHANGES_FIELD_NUMBER, ByteString.copyFrom(rows));
            out.writeUInt64(Batch.SEQUENCE_FIELD_NUMBER, 7);
        });

        ColumnBatch read = read(bytes);

        assertSame(read, Batch.parseFrom(bytes));
        assertThat(columns(read).rows()).isEqualTo(40);
        assertThat(columns(read).detail(39)).isEqualTo("GET /39");
    }

    @Test
    void refusesWhatTheGeneratedParserRefusesWhereverItIsCut() throws IOException {
        byte[] whole = batch(12).toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertSameOutcome(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void refusesWhatTheGeneratedParserRefusesWhateverIsWrong() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = batch(random.nextInt(12)).toByteArray();
            for (int wrong = random.nextInt(3); wrong >= 0; wrong--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertSameOutcome(bytes);
        }
    }

    @Test
    void aRowThatAColumnDoesNotHaveIsAnError() throws IOException {
        Exchanges rows = Exchanges.newBuilder()
                .addConnection(1)
                .addConnection(2)
                .addFlags(3)
                .build();

        ExchangeColumns read =
                columns(read(Batch.newBuilder().setExchanges(rows).build().toByteArray()));

        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.flags(0)).isEqualTo(3);
        assertThatThrownBy(() -> read.flags(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> read.startDelta(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> read.detail(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private Batch batch(int rows) {
        Batch.Builder batch = Batch.newBuilder()
                .setSequence(random.nextLong())
                .setClock(Clock.newBuilder().setUnixNs(random.nextLong()))
                .addLosses(Loss.newBuilder().setCause("ring_full").setCount(random.nextInt()))
                .setCompleteUntilNs(random.nextInt());
        if (random.nextInt(10) == 0) {
            return batch.build();
        }
        Exchanges.Builder exchanges = Exchanges.newBuilder();
        for (int i = 0; i < rows; i++) {
            exchanges
                    .addConnection((int) number())
                    .addStartDelta(number())
                    .addProtocol(random.nextInt(9))
                    .addEndpoint((int) number())
                    .addStatus((int) number())
                    .addFlags((int) number())
                    .addRequestBytes(number())
                    .addServerDurationPlus1(number())
                    .addClientDurationPlus1(number())
                    .addServerFirstBytePlus1(number())
                    .addClientFirstBytePlus1(number())
                    .addRowsPlus1(0)
                    .addRequestSequence((int) number());
            if (random.nextInt(3) == 0) {
                exchanges.addDetail("é".repeat(random.nextInt(4)));
            }
        }
        // Not of the same length as the others.
        for (int i = random.nextInt(2 * rows + 1); i > 0; i--) {
            exchanges.addResponseBytes(number());
        }
        return batch.setExchanges(exchanges).build();
    }

    /** Of any length when written, also below zero. */
    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static ColumnBatch read(byte[] bytes) throws IOException {
        ColumnBatch.Builder batch = new ColumnBatch.Builder();
        batch.mergeFrom(bytes, 0, bytes.length);
        return batch.build();
    }

    private static ExchangeColumns columns(ColumnBatch batch) {
        return Objects.requireNonNull(batch.exchanges());
    }

    private static void assertSameOutcome(byte[] bytes) {
        Batch truth = parsed(bytes);
        ColumnBatch read;
        try {
            read = read(bytes);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(InvalidProtocolBufferException.class);
            // The generated parser takes numbers of more than ten bytes.
            if (!String.valueOf(e.getMessage()).contains("malformed varint")) {
                assertThat(truth).as("refused here: %s", e).isNull();
            }
            return;
        }
        assertSame(read, Objects.requireNonNull(truth, "The generated parser refuses it"));
    }

    private static @Nullable Batch parsed(byte[] bytes) {
        try {
            return Batch.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static void assertSame(ColumnBatch read, Batch truth) {
        assertThat(read.rest().toBuilder().clearExchanges().build())
                .isEqualTo(truth.toBuilder().clearExchanges().build());
        assertThat(read.exchanges() != null).isEqualTo(truth.hasExchanges());
        Exchanges rows = truth.getExchanges();
        ExchangeColumns columns = read.exchanges();
        if (columns == null) {
            return;
        }
        assertThat(columns.rows()).isEqualTo(rows.getConnectionCount());
        assertColumn(rows.getConnectionList(), columns::connection);
        assertColumn(rows.getStartDeltaList(), columns::startDelta);
        assertColumn(rows.getProtocolList(), columns::protocol);
        assertColumn(rows.getEndpointList(), columns::endpoint);
        assertColumn(rows.getStatusList(), columns::status);
        assertColumn(rows.getFlagsList(), columns::flags);
        assertColumn(rows.getRequestBytesList(), columns::requestBytes);
        assertColumn(rows.getResponseBytesList(), columns::responseBytes);
        assertColumn(rows.getServerDurationPlus1List(), columns::serverDurationPlus1);
        assertColumn(rows.getClientDurationPlus1List(), columns::clientDurationPlus1);
        assertColumn(rows.getServerFirstBytePlus1List(), columns::serverFirstBytePlus1);
        assertColumn(rows.getClientFirstBytePlus1List(), columns::clientFirstBytePlus1);
        assertColumn(rows.getRowsPlus1List(), columns::rowsPlus1);
        assertColumn(rows.getRequestSequenceList(), columns::requestSequence);
        assertColumn(rows.getDetailList(), columns::detail);
    }

    private static void assertColumn(List<?> truth, IntFunction<@Nullable Object> column) {
        for (int i = 0; i < truth.size(); i++) {
            assertThat(column.apply(i)).isEqualTo(truth.get(i));
        }
        assertThatThrownBy(() -> column.apply(truth.size())).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
