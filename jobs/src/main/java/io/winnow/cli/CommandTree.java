package io.winnow.cli;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which commands there are, in the order in which the help names them. To build one takes
 * milliseconds, as picocli looks at all its options by reflection: where the command line names a
 * command, that one alone is built.
 */
final class CommandTree {

  /** Explains every other one. */
  private static final String HELP = "help";

  /** How a command is built, from the words of the command line behind its name. */
  private interface Builder {
    CommandLine build(List<String> words);
  }

  private final Map<String, Builder> commands = new LinkedHashMap<>();

  private CommandTree() {}

  static CommandTree ofWinnow() {
    CommandTree model = new CommandTree().methods(StepCommands.class, "importModel");
    CommandTree corpus =
        new CommandTree()
            .methods(CorpusCommands.class, "summary")
            .object(CorpusSearchCommand.class, CorpusSearchCommand::new);
    CommandTree vendor =
        new CommandTree().methods(VendorCommands.class, "simulate exportBatches importReturns");
    CommandTree labels =
        new CommandTree()
            .methods(
                LabelsCommands.class, "disputes settle exclude include diff review exportLabels");
    return new CommandTree()
        .object(DemoCommand.class, DemoCommand::new)
        .methods(StepCommands.class, "init")
        .group("model", "The pretrained encoder.", model)
        .group("corpus", "The corpus, before anything is paid for.", corpus)
        .methods(StepCommands.class, "round")
        .methods(InsightCommands.class, "status report lineage tables")
        .object(DoctorCommand.class, DoctorCommand::new)
        .methods(StepCommands.class, "score select merge train evaluate")
        .object(TagCommand.class, TagCommand::new)
        .object(SimulateCommand.class, SimulateCommand::new)
        .group("vendor", "The vendor's side.", vendor)
        .group("labels", "The label store.", labels)
        .object(HelpCommand.class, HelpCommand::new);
  }

  /**
   * Adds the commands that may be meant: the one that the first word names, or all, for the help
   * and for what resembles a word that names none.
   */
  void addTo(CommandLine above, List<String> words) {
    Builder named = words.isEmpty() ? null : commands.get(words.get(0));
    if (named != null && !HELP.equals(words.get(0))) {
      above.addSubcommand(named.build(words.subList(1, words.size())));
    } else {
      commands.values().forEach(each -> above.addSubcommand(each.build(List.of())));
    }
  }

  private <T> CommandTree object(Class<T> type, Supplier<T> command) {
    commands.put(type.getAnnotation(Command.class).name(), words -> new CommandLine(command.get()));
    return this;
  }

  /** Commands that are static methods, in this order. */
  private CommandTree methods(Class<?> holder, String methods) {
    for (String each : methods.split(" ")) {
      Method method = CommandLine.getCommandMethods(holder, each).get(0);
      commands.put(method.getAnnotation(Command.class).name(), words -> new CommandLine(method));
    }
    return this;
  }

  /** A command that has no more than commands of its own. */
  private CommandTree group(String name, String description, CommandTree below) {
    commands.put(
        name,
        words -> {
          CommandLine group = new CommandLine(CommandSpec.create().name(name));
          group.getCommandSpec().usageMessage().description(description);
          below.addTo(group, words);
          return group;
        });
    return this;
  }
}
