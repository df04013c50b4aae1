package io.winnow.jobs.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.winnow.json.JsonFormat;
import io.winnow.model.TokenizerProbe;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import io.winnow.process.ChildWork;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the process of a {@link TokenizerTrial} does; answers with one line of JSON. */
public final class TokenizerTrialWork implements ChildWork {

  static final String REMARKS = "remarks";
  static final String REFUSED = "refused";

  private static final int LONGEST_REMARK = 1_000;

  @Override
  public void run(List<String> arguments, PrintStream answers) throws Exception {
    Path model = Path.of(arguments.get(1));
    ResourceWatch.over(
        Long.parseLong(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        reason -> {
          answers.println(line(REFUSED, "%s: %s".formatted(arguments.get(0), reason)));
          answers.flush();
        });
    try {
      TokenizerFiles tokenizer = TokenizerFiles.read(Path.of(arguments.get(0)));
      tokenizer.write(model);
      TokenizerProbe.of(model);
      answers.println(
          line(REMARKS, tokenizer.remarks().stream().map(TokenizerTrialWork::cut).toList()));
    } catch (InvalidModelException e) {
      answers.println(line(REFUSED, e.getMessage()));
    }
  }

  /** Remarks name what stands in the files. */
  private static String cut(String remark) {
    return remark.length() <= LONGEST_REMARK ? remark : remark.substring(0, LONGEST_REMARK) + "...";
  }

  private static String line(String key, Object value) {
    try {
      return JsonFormat.MAPPER.writeValueAsString(Map.of(key, value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can be written as JSON", e);
    }
  }
}
