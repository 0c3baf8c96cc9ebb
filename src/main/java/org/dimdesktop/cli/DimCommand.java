package org.dimdesktop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.cli.updates.UpdatesCommand;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.client.ApiException;
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
    description = "Builds images of git repositories with a dim daemon, and copies images.",
    subcommands = {
      VersionCommand.class,
      CommandLine.HelpCommand.class,
      DaemonCommand.class,
      LoginCommand.class,
      LogoutCommand.class,
      WhoAmICommand.class,
      PasswdCommand.class,
      SubmitCommand.class,
      ListCommand.class,
      GetCommand.class,
      LogsCommand.class,
      CancelCommand.class,
      RebuildCommand.class,
      CredsCommand.class,
      TokensCommand.class,
      CopyCommand.class,
      InspectCommand.class,
      ListTagsCommand.class,
      DeleteCommand.class,
      UpdatesCommand.class
    })
public final class DimCommand implements Runnable {
  /** All went well. */
  static final int OK = 0;

  /** The fault is on this side: flags, files, network. */
  static final int CLIENT_ERROR = 1;

  /** The daemon answered with an error. */
  static final int API_ERROR = 2;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  DimCommand() {}

  /** Runs the command line and returns the exit code. */
  public static int run(String... args) {
    DaemonWiring.logToConsole(false);
    CommandLine line = commandLine();
    line.setOut(writer(FileDescriptor.out, System.out));
    line.setErr(writer(FileDescriptor.err, System.err));
    return line.execute(args);
  }

  /** Other programs read UTF-8, whatever the locale; only a terminal of Windows has its own. */
  private static PrintWriter writer(FileDescriptor to, PrintStream terminal) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    boolean shown = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    Charset charset = windows && shown ? terminal.charset() : UTF_8;
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), charset), true);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new DimCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
    line.setParameterExceptionHandler((e, args) -> usage(e));
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
    return options.isEmpty() ? "there are words too many" : "unknown option " + options;
  }

  private static int report(Exception e, PrintWriter err) {
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
                ? message
                : e.getClass().getSimpleName() + ": " + message));
    return CLIENT_ERROR;
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
