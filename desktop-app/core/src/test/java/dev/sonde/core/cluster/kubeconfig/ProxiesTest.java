package dev.sonde.core.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads to an API server. */
class ProxiesTest {
    private static final String SERVER = "https://api.eu.example:6443";

    private static Optional<URI> proxy(Map<String, String> environment, String server, @Nullable String ofKubeconfig) {
        return new Proxies(environment).of("prod", server, ofKubeconfig);
    }

    private static Optional<URI> except(String noProxy, String server) {
        Map<String, String> environment = new HashMap<>(Map.of("HTTPS_PROXY", "http://proxy:3128"));
        environment.put("NO_PROXY", noProxy);
        return proxy(environment, server, null);
    }

    @Test
    void theKubeconfigsOwnGoesBeforeTheEnvironmentsWhateverIsExcepted() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://other:1", "NO_PROXY", "*");
        assertThat(proxy(environment, SERVER, "http://proxy:3128")).contains(URI.create("http://proxy:3128"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void theEnvironmentsIsFoundInEitherCaseWithOrWithoutItsScheme(String name) {
        assertThat(proxy(Map.of(name, "http://proxy:3128"), SERVER, null)).contains(URI.create("http://proxy:3128"));
        assertThat(proxy(Map.of(name, "proxy:3128"), SERVER, "")).contains(URI.create("http://proxy:3128"));
    }

    @Test
    void aServerWithoutTlsHasItsOwn() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://a:1", "HTTP_PROXY", "http://b:2");
        assertThat(proxy(environment, "http://api.eu.example:8080", null)).contains(URI.create("http://b:2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "api.eu.example",
                ".example",
                "example",
                "*.eu.example",
                "x, API.eu.example:6443",
                "a,,eu.example"
            })
    void whatIsExceptedIsReachedWithout(String rule) {
        assertThat(except(rule, SERVER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ample", "eu.example:443", "10.0.0.0/8", "api"})
    void whatIsNotExceptedIsNot(String rule) {
        assertThat(except(rule, SERVER)).isPresent();
    }

    @Test
    void addressesAreExceptedByRange() {
        assertThat(except("10.0.0.0/8", "https://10.200.3.4:6443")).isEmpty();
        assertThat(except("10.0.0.0/9", "https://10.200.3.4:6443")).isPresent();
        assertThat(except("10.200.3.4", "https://10.200.3.4:6443")).isEmpty();
        assertThat(except("nonsense/8", "https://10.200.3.4:6443")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:6443", "https://localhost:6443", "https://[::1]:6443"})
    void thisMachineIsReachedWithoutAProxy(String server) {
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://proxy:3128"), server, null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "http://", "http://a b", "proxy"})
    void oneThatSondeCantSpeakToIsSaidSo(String named) {
        assertThatThrownBy(() -> proxy(Map.of(), SERVER, named))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2319"));
    }
}
