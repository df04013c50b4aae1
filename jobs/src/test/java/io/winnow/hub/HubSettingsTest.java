package io.winnow.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.hub.HubSettings.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSettingsTest {

  @TempDir Path home;

  private HubSettings of(Map<String, String> environment) {
    return HubSettings.of(environment, home);
  }

  @Test
  void withoutVariables() {
    HubSettings settings = of(Map.of("HF_ENDPOINT", " ", "HF_HOME", ""));

    assertThat(settings.endpoint()).hasToString("https://huggingface.co");
    assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(settings.token()).isEmpty();
    assertThat(settings.reach()).isEqualTo(Reach.ONLINE);
  }

  @ParameterizedTest
  @CsvSource({
    "XDG_CACHE_HOME, /x, /x/huggingface/hub",
    "HF_HOME, /h, /h/hub",
    "HF_HUB_CACHE, /c, /c",
    "HUGGINGFACE_HUB_CACHE, /c, /c",
    "HF_HUB_CACHE, $PLACE/c, /p/c",
    "HF_HUB_CACHE, ${PLACE}/c, /p/c",
    "HF_HUB_CACHE, $NOT/c, CWD/$NOT/c",
    "HF_HUB_CACHE, ~/c, HOME/c"
  })
  void theCache(String name, String value, String cache) {
    Path here = Path.of("").toAbsolutePath();
    assertThat(of(Map.of(name, value, "PLACE", "/p")).cache())
        .hasToString(cache.replace("HOME", home.toString()).replace("CWD", here.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "HF_HUB_OFFLINE, 1, OFFLINE",
    "HF_HUB_OFFLINE, yes, OFFLINE",
    "HF_HUB_OFFLINE, TRUE, OFFLINE",
    "HF_HUB_OFFLINE, 0, ONLINE",
    "TRANSFORMERS_OFFLINE, on, OFFLINE"
  })
  void theReach(String name, String value, Reach reach) {
    assertThat(of(Map.of(name, value)).reach()).isEqualTo(reach);
  }

  @Test
  void theToken() throws IOException {
    Path file = home.resolve("elsewhere");
    Files.writeString(file, "hf_file\n");
    Map<String, String> byPath = Map.of("HF_TOKEN_PATH", file.toString());

    assertThat(of(byPath).token()).contains(new HubToken("hf_file", file.toString()));
    assertThat(of(Map.of("HF_TOKEN", " hf_a\n", "HUGGING_FACE_HUB_TOKEN", "hf_b")).token())
        .contains(new HubToken("hf_a", "HF_TOKEN"));
    assertThat(of(Map.of("HF_TOKEN", "hf_a", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")).token())
        .isEmpty();
    assertThat(of(Map.of("HF_TOKEN", "hf_a"))).asString().doesNotContain("hf_a");
    Files.createDirectories(home.resolve(".cache/huggingface"));
    Files.writeString(home.resolve(".cache/huggingface/token"), "hf_c");
    assertThat(of(Map.of()).token().orElseThrow().value()).isEqualTo("hf_c");
  }

  @Test
  void times() {
    Patience patience =
        of(Map.of("HF_HUB_ETAG_TIMEOUT", "7", "HF_HUB_DOWNLOAD_TIMEOUT", "99")).patience();

    assertThat(patience.reply()).isEqualTo(Duration.ofSeconds(7));
    assertThat(patience.stall()).isEqualTo(Duration.ofSeconds(99));
    assertThat(patience.pause(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.pause(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(patience.pause(99)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "HF_ENDPOINT, huggingface.co, it must be an address such as https://huggingface.co",
    "HF_ENDPOINT, https://a b, it must be an address such as https://huggingface.co",
    "HF_HUB_DOWNLOAD_TIMEOUT, soon, a whole number of seconds above 0",
    "HF_HUB_ETAG_TIMEOUT, 0, a whole number of seconds above 0",
    "HF_TOKEN, hf a, neither spaces nor line ends"
  })
  void whatHasNoMeaningIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }
}
