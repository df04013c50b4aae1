package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.columns.ColumnQuery;
import io.winnow.contract.BatchWriter;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractVersion;
import io.winnow.contract.Deliveries;
import io.winnow.contract.HandOff;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.ReturnSink;
import io.winnow.files.TextEncoding;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A vendor's office: sentences that are hard on offsets, a tool's folder, an inbox. */
final class Office {

  static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));
  static final String BATCH = "r0001-b0001";

  private static final String EMOJI = "\uD83D\uDE00";
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  /** Record id to words; the text has one blank between them. */
  static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

  /** Record id to entities. */
  static final Map<String, List<EntitySpan>> GOLD = new LinkedHashMap<>();

  static {
    put("emoji", List.of(EMOJI, "Ana", FAMILY, "in", "Rom" + EMOJI), per(1), loc(4));
    put("marks", List.of("Jose\u0301", "Mun\u0303oz", "de", "\u00C5s"), span(0, 2, "PER"), loc(3));
    put(
        "hebrew",
        List.of("\u05D3\u05D5\u05D3", "\u05D1", "\u05D7\u05D9\u05E4\u05D4"),
        per(0),
        loc(2));
    put("digits", List.of("1984", "42"), per(0));
    put("empty", List.of());
    put("none", List.of("nothing", "here"));
    put("quotes", List.of("\"Bo\"", "<b>", "&", "#1", "\\n", "{}"), span(0, 2, "PER"), loc(3));
  }

  /** Asks for nothing. */
  static final ReturnSink NOBODY =
      new ReturnSink() {
        @Override
        public void withdrawn(RejectedRow row) {}

        @Override
        public void accepted(AcceptedAnnotation answer) {}

        @Override
        public void rejected(RejectedRow row) {}

        @Override
        public void repeated(long rows) {}

        @Override
        public void replaced(ReplacedAnnotation answer) {}

        @Override
        public void read(FileFacts file) {}
      };

  private final FileSystem fs;
  private final Path folder;

  Office(Path folder) {
    this(folder, WORDS.keySet().stream().map(Office::sentence).toList());
  }

  /** One that gets these sentences. */
  Office(Path folder, List<OutboundSentence> sentences) {
    try {
      this.fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
      this.folder = folder;
      HandOff handOff = new HandOff(ContractVersion.V1_0, 1, 100, 1, LABELS, Map.of());
      new BatchWriter(fs, handOff, Optional.empty())
          .write(path(folder.resolve("outbox")), sentences.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String record) {
    return String.join(" ", WORDS.get(record));
  }

  /** What the tool is given, by file name. */
  Map<String, String> export(ToolFormat format) throws IOException {
    Path to = folder.resolve("for-" + format);
    new VendorExport(fs, path(to), format).write(fs, path(folder.resolve("outbox")));
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> listed = Files.list(to)) {
      for (Path file : listed.sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** How an annotator works who may agree with all suggestions. */
  static VendorImport settings(ToolFormat format) {
    return settings(format, Optional.empty());
  }

  /** The same with offsets in this unit. */
  static VendorImport settings(ToolFormat format, Optional<OffsetUnit> offsets) {
    return new VendorImport(
        format,
        offsets,
        Optional.of("anna"),
        TextEncoding.AUTO,
        TypeMap.NONE,
        1,
        CollectedReturns.LIMITS,
        ColumnQuery.auto("--"));
  }

  /** Imports what the tool wrote. */
  VendorImport.Imported deliver(VendorImport settings, String... contents) throws IOException {
    return deliver(
        settings,
        Stream.of(contents).map(content -> content.getBytes(StandardCharsets.UTF_8)).toList());
  }

  VendorImport.Imported deliver(VendorImport settings, List<byte[]> contents) throws IOException {
    Path from = Files.createTempDirectory(folder, "from");
    List<org.apache.hadoop.fs.Path> files = new ArrayList<>();
    for (byte[] content : contents) {
      Path file = from.resolve("export-%d.txt".formatted(files.size()));
      files.add(path(Files.write(file, content)));
    }
    return settings.run(files, sent(), fs, path(folder.resolve("inbox")), Optional.empty(), NOBODY);
  }

  VendorImport.Imported deliver(ToolFormat format, byte[] content) throws IOException {
    return deliver(settings(format), List.of(content));
  }

  VendorImport.Imported deliver(ToolFormat format, String... contents) throws IOException {
    return deliver(settings(format), contents);
  }

  SentBatches sent() throws IOException {
    return SentBatches.read(fs, path(folder.resolve("outbox")));
  }

  /** What the merge makes of the inbox. */
  CollectedReturns check() throws IOException {
    return check(TypeMap.NONE);
  }

  CollectedReturns check(TypeMap types) throws IOException {
    return CollectedReturns.of(
        LABELS,
        types,
        OutboxReader.read(fs, path(folder.resolve("outbox"))).lookup(),
        fs,
        Deliveries.list(fs, path(folder.resolve("inbox"))));
  }

  List<String> inbox() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("inbox"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static OutboundSentence sentence(String record) {
    Sentence sentence = Sentence.ofWords("test", WORDS.get(record));
    return new OutboundSentence(
        record,
        sentence.text(),
        sentence.words(),
        GOLD.get(record).stream().map(span -> new ConfidentSpan(span, 0.5)).toList(),
        List.of());
  }

  private static void put(String record, List<String> words, EntitySpan... spans) {
    WORDS.put(record, words);
    GOLD.put(record, List.of(spans));
  }

  private static EntitySpan per(int word) {
    return span(word, word + 1, "PER");
  }

  private static EntitySpan loc(int word) {
    return span(word, word + 1, "LOC");
  }

  private static EntitySpan span(int start, int end, String type) {
    return new EntitySpan(start, end, type);
  }

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
