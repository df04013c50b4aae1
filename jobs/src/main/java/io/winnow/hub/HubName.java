package io.winnow.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on the hub, at a revision.
 *
 * @param repository such as {@code dslim/bert-base-NER}; old models have no organisation: {@code
 *     bert-base-cased}
 * @param revision a branch, a tag, a commit or {@code refs/pr/N}
 */
public record HubName(String repository, String revision) {

  public static final String SCHEME = "hf://";

  private static final String MAIN = "main";
  private static final int LONGEST = 96;
  private static final Pattern FORM = Pattern.compile("(?<name>[^@]*)(@(?<revision>.+))?");

  /** As the hub's own client checks names. */
  private static final Pattern PART = Pattern.compile("(?![-.])(?!.*(--|\\.\\.))[\\w.-]+(?<![-.])");

  private static final Pattern REVISION = Pattern.compile("(?!.*\\.\\.)[\\w][\\w./+-]*");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern PAGE =
      Pattern.compile("https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/(?<name>[^?#]*?)/?");

  /**
   * Of a text such as {@code hf://ORG/NAME@REVISION}.
   *
   * @return nothing if the text is no name of the hub's, but a folder
   * @throws HubRefusalException if it begins as one and is none
   */
  public static Optional<HubName> parse(String text) {
    Matcher page = PAGE.matcher(text);
    if (page.matches()) {
      throw new HubRefusalException(
          "%s is a page: give the model as %s%s"
              .formatted(text, SCHEME, page.group("name").replaceFirst("/(tree|blob)/", "@")));
    }
    return text.startsWith(SCHEME)
        ? Optional.of(ofPath(text, text.substring(SCHEME.length())))
        : Optional.empty();
  }

  private static HubName ofPath(String text, String path) {
    if (path.matches("(datasets|spaces)/.*")) {
      throw new HubRefusalException(
          "%s is one of the hub's %s; a model is hf://ORG/NAME"
              .formatted(text, path.substring(0, path.indexOf('/'))));
    }
    Matcher form = FORM.matcher(path);
    String name = form.matches() ? form.group("name") : "";
    String[] parts = name.split("/", -1);
    boolean isName = parts.length <= 2 && name.length() <= LONGEST && !name.endsWith(".git");
    for (String part : parts) {
      isName = isName && PART.matcher(part).matches();
    }
    String revision = isName ? Optional.ofNullable(form.group("revision")).orElse(MAIN) : "";
    if (!REVISION.matcher(revision).matches()) {
      throw new HubRefusalException(
          "%s is no model's name on the hub: give hf://ORG/NAME or hf://ORG/NAME@REVISION, of letters, digits and - _ ."
              .formatted(text));
    }
    return new HubName(name, revision);
  }

  /** Whether the revision is a commit, which never changes. */
  public boolean isPinned() {
    return isCommit(revision);
  }

  static boolean isCommit(String revision) {
    return COMMIT.matcher(revision).matches();
  }

  public HubName at(String commit) {
    return new HubName(repository, commit);
  }

  @Override
  public String toString() {
    return SCHEME + repository + "@" + revision;
  }
}
