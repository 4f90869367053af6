package dev.sonde.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests in sight say of the statements that were asked meanwhile. */
final class HeatWaysTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "service:shop | peer:shop",
                "server_workload:orders | workload:orders",
                "server_pod:orders-7d9-x2 | pod:orders-7d9-x2",
                "server_node:node-1 | node:node-1",
                "server_namespace:shop | namespace:shop",
                "pod:web-1 namespace:shop | pod:web-1 namespace:shop",
                "!service:stock | !service:stock",
                // What is of requests only would leave no statement, and so would who asked for them.
                "status:>=500 method:GET path:/cart latency:1ms..2ms | -",
                "protocol:http client:visitors server_pod:web-1 endpoint:\"GET /\" | pod:web-1"
            })
    void whoAnsweredIsMeantAtEitherEnd(String requests, @Nullable String statements) {
        assertThat(HeatWays.meanwhile(Filter.parse(requests)).text()).isEqualTo(statements == null ? "" : statements);
    }
}
