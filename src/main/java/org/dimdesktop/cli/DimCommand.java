package org.dimdesktop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.cli.updates.UpdatesCommand;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.client.ApiException;
import org.dimdesktop.registry.HeadStart;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code dim}, and how every one of its commands ends. */
@Command(
    name = "dim",
    description = "Builds images of git repositories with a dim daemon, and copies images.")
public final class DimCommand implements Runnable {
  private static final String HELP = "help";
  private static final String VERSION = "version";
  private static final Set<String> NOTHING_TO_ASK = Set.of(HELP, VERSION);
  private static final String NO_DAEMON =
      " (does it run? dim daemon starts one, and DIM_ADDR names another)";

  /** All went well. */
  static final int OK = 0;

  /** The fault is on this side: flags, files, network. */
  static final int CLIENT_ERROR = 1;

  /** The daemon answered with an error. */
  static final int API_ERROR = 2;

  /** In the order in which the help lists them. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put(VERSION, VersionCommand.class);
    COMMANDS.put(HELP, CommandLine.HelpCommand.class);
    COMMANDS.put("daemon", DaemonCommand.class);
    COMMANDS.put("login", LoginCommand.class);
    COMMANDS.put("logout", LogoutCommand.class);
    COMMANDS.put("whoami", WhoAmICommand.class);
    COMMANDS.put("passwd", PasswdCommand.class);
    COMMANDS.put("submit", SubmitCommand.class);
    COMMANDS.put("list", ListCommand.class);
    COMMANDS.put("get", GetCommand.class);
    COMMANDS.put("logs", LogsCommand.class);
    COMMANDS.put("cancel", CancelCommand.class);
    COMMANDS.put("rebuild", RebuildCommand.class);
    COMMANDS.put("creds", CredsCommand.class);
    COMMANDS.put("tokens", TokensCommand.class);
    COMMANDS.put("copy", CopyCommand.class);
    COMMANDS.put("inspect", InspectCommand.class);
    COMMANDS.put("list-tags", ListTagsCommand.class);
    COMMANDS.put("delete", DeleteCommand.class);
    COMMANDS.put("updates", UpdatesCommand.class);
  }

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  DimCommand() {}

  /**
   * Runs the command line and returns the exit code. With {@code -Ddim.train=FILE} it runs the
   * commands in the lines of that file before, for the start-up cache.
   */
  public static int run(String... args) {
    if (args.length > 0 && !NOTHING_TO_ASK.contains(args[0])) {
      var _ = HeadStart.begin();
    }
    DaemonWiring.logToConsole(false);
    String training = System.getProperty("dim.train", "");
    if (!training.isEmpty()) {
      try {
        for (String practice : Files.readAllLines(Path.of(training))) {
          var _ = execute(practice.split(" ", -1));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return execute(args);
  }

  private static int execute(String... args) {
    CommandLine line = commandLine(args);
    line.setOut(writer(FileDescriptor.out, System.out));
    line.setErr(writer(FileDescriptor.err, System.err));
    return line.execute(args);
  }

  /** Other programs read UTF-8, whatever the locale; only a terminal of Windows has its own. */
  private static PrintWriter writer(FileDescriptor to, PrintStream terminal) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    // Only asked for there: to look for a console costs a start its tenth.
    Charset charset =
        windows && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            ? terminal.charset()
            : UTF_8;
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), charset), true);
  }

  /**
   * The whole command line, or what the first word needs of it: to read the annotations of all
   * commands would cost most of a short one's time.
   */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new DimCommand());
    Class<?> only = args.length == 0 || args[0].equals(HELP) ? null : COMMANDS.get(args[0]);
    if (only != null) {
      line.addSubcommand(args[0], only);
    } else {
      COMMANDS.forEach(line::addSubcommand);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
    line.setParameterExceptionHandler((e, _) -> usage(e));
    IExitCodeExceptionMapper never = e -> CLIENT_ERROR;
    line.setExitCodeExceptionMapper(never);
    addHelp(line);
    return line;
  }

  private static void addHelp(CommandLine line) {
    if (line.getCommand() instanceof CommandLine.HelpCommand) {
      return;
    }
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("shows this help")
                .build());
    line.getSubcommands().values().forEach(DimCommand::addHelp);
  }

  private static int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "error: " + (e instanceof UnmatchedArgumentException u ? names(u) : e.getMessage()));
    command.usage(err);
    err.flush();
    return CLIENT_ERROR;
  }

  /** The unknown options without their values: somebody may have tried to pass a secret so. */
  private static String names(UnmatchedArgumentException e) {
    String options =
        e.getUnmatched().stream()
            .filter(a -> a.startsWith("-"))
            .map(a ->
                a.startsWith("--") ? a.split("=", 2)[0] : a.substring(0, Math.min(2, a.length())))
            .collect(Collectors.joining(", "));
    if (!options.isEmpty()) {
      return "unknown option " + options;
    }
    if (e.getCommandLine().getParent() == null) {
      List<String> near = e.getSuggestions();
      return "there is no command "
          + e.getUnmatched().getFirst()
          + (near.isEmpty() ? "" : "; is " + String.join(" or ", near) + " meant?");
    }
    return "there are words too many";
  }

  private static int report(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof OutputClosedException) {
      return CLIENT_ERROR;
    }
    Optional<ApiException> api = ApiException.of(e);
    if (api.isPresent()) {
      String code = api.get().code();
      err.println("error: " + code + ": " + api.get().message() + nextStep(code));
      return API_ERROR;
    }
    String message = e.getMessage();
    err.println(
        "error: "
            + (e instanceof FailureException || e instanceof IllegalArgumentException
                ? message + (isUnreachable(e, command) ? NO_DAEMON : "")
                : e.getClass().getSimpleName() + ": " + message));
    return CLIENT_ERROR;
  }

  private static boolean isUnreachable(Exception e, CommandLine command) {
    return command.getCommand() instanceof ClientCommand client
        && client.asksDaemon()
        && e instanceof FailureException f
        && f.failure() instanceof Failure.Unreachable;
  }

  /** What a person would do about it, where this command line has a command for that. */
  private static String nextStep(String code) {
    return switch (code) {
      case ErrorCode.AUTH_REQUIRED -> " (log in with: dim login)";
      case ErrorCode.CREDENTIALS_GIT_MISSING -> store("git");
      case ErrorCode.CREDENTIALS_REGISTRY_MISSING -> store("registry");
      default -> "";
    };
  }

  private static String store(String realm) {
    return " (dim creds set "
        + realm
        + " HOST --username NAME, or --kind anonymous where none is asked for)";
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
    spec.commandLine().getOut().flush();
  }
}
