package dev.sonde.dissectors.mysql;

/**
 * Commands of a client: the first byte of its packets. Numbers as in MySQL's {@code my_command.h} and MariaDB's
 * {@code mysql_com.h}.
 */
final class Command {
    static final int QUIT = 0x01;
    static final int INIT_DB = 0x02;
    static final int QUERY = 0x03;
    static final int FIELD_LIST = 0x04;
    static final int STATISTICS = 0x09;
    static final int PROCESS_INFO = 0x0A;
    static final int PING = 0x0E;
    static final int CHANGE_USER = 0x11;
    static final int BINLOG_DUMP = 0x12;
    static final int STMT_PREPARE = 0x16;
    static final int STMT_EXECUTE = 0x17;
    static final int STMT_SEND_LONG_DATA = 0x18;
    static final int STMT_CLOSE = 0x19;
    static final int STMT_RESET = 0x1A;
    static final int SET_OPTION = 0x1B;
    static final int STMT_FETCH = 0x1C;
    static final int BINLOG_DUMP_GTID = 0x1E;
    static final int RESET_CONNECTION = 0x1F;
    static final int STMT_BULK_EXECUTE = 0xFA;

    /** No command of the wire: the login. */
    static final int CONNECT = 0x100;

    private Command() {}

    /** True for a command that clients send. */
    static boolean known(int code) {
        return (code >= QUIT
                        && code <= RESET_CONNECTION
                        && code != 0x0B
                        && code != 0x0F
                        && code != 0x10
                        && code != 0x13)
                || code == STMT_BULK_EXECUTE;
    }

    /** True when a packet of that length can be the command. */
    static boolean fits(int code, int length) {
        return switch (code) {
            case QUIT, STATISTICS, PING, RESET_CONNECTION, PROCESS_INFO -> length == 1;
            case STMT_CLOSE, STMT_RESET -> length == 5;
            case STMT_FETCH -> length == 9;
            case SET_OPTION -> length == 3;
            case STMT_EXECUTE -> length >= 10;
            default -> length > 1;
        };
    }

    /** True when a packet of that length and first byte can begin a response. */
    static boolean answers(int first, int length) {
        return switch (first) {
            case 0 -> length >= 7;
            case 0xFF -> length >= 3 && length < 1024;
            case 0xFE -> length == 5;
            default -> length < 512;
        };
    }

    /** True when the server answers it. */
    static boolean answered(int code) {
        return code != QUIT && code != STMT_CLOSE && code != STMT_SEND_LONG_DATA;
    }

    /** True when the answer may hold rows. */
    static boolean givesRows(int code) {
        return code == QUERY || code == STMT_EXECUTE || code == STMT_BULK_EXECUTE || code == PROCESS_INFO;
    }

    /** How it is called where it has no statement. */
    static String named(int code) {
        return switch (code) {
            case QUIT -> "QUIT";
            case FIELD_LIST -> "FIELD LIST";
            case 0x05 -> "CREATE DATABASE";
            case 0x06 -> "DROP DATABASE";
            case 0x07 -> "REFRESH";
            case 0x08 -> "SHUTDOWN";
            case STATISTICS -> "STATISTICS";
            case PROCESS_INFO -> "PROCESS INFO";
            case 0x0C -> "KILL";
            case 0x0D -> "DEBUG";
            case PING -> "PING";
            case CHANGE_USER -> "CHANGE USER";
            case BINLOG_DUMP, BINLOG_DUMP_GTID -> "BINLOG DUMP";
            case 0x14 -> "CONNECT OUT";
            case 0x15 -> "REGISTER REPLICA";
            case STMT_RESET -> "RESET STATEMENT";
            case SET_OPTION -> "SET OPTION";
            case STMT_FETCH -> "FETCH";
            case RESET_CONNECTION -> "RESET CONNECTION";
            case CONNECT -> "CONNECT";
            default -> "COMMAND";
        };
    }
}
