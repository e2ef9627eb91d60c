package dev.millrace.intake;

import dev.millrace.config.Env;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What every function that takes files in reads from its environment.
///
/// @param uploadsTable `UPLOADS_TABLE`, the table of uploads and runs
/// @param controlTable `CONTROL_TABLE`, the table of flags
/// @param bucket `BUCKET`, where originals and derived objects lie
/// @param runLease `RUN_LEASE`, how long a run stays with a worker that does not renew it
/// @param messageVisibility `MESSAGE_VISIBILITY`, how long a message stays hidden likewise
/// @param workers `WORKERS`, how many messages of a queue are worked on at a time
/// @param malwareScan `MALWARE_SCAN`, who looks for malware
/// @param scanPatience `SCAN_PATIENCE`, how long a file waits for that at most
/// @param clamd `CLAMD_ADDRESS`, host and port of ClamAV's daemon, if that is who looks
public record IntakeConfig(
    String uploadsTable,
    String controlTable,
    String bucket,
    Duration runLease,
    Duration messageVisibility,
    int workers,
    MalwareScan malwareScan,
    Duration scanPatience,
    Optional<InetSocketAddress> clamd) {

  /// Who looks for malware.
  public enum MalwareScan {
    OFF,
    CLAMD,
    GUARDDUTY
  }

  /// {@return what the environment says}
  public static IntakeConfig from(Env env) {
    MalwareScan scan =
        env.parsed(
            "MALWARE_SCAN",
            MalwareScan.OFF,
            text -> MalwareScan.valueOf(text.toUpperCase(Locale.ROOT)));
    Optional<InetSocketAddress> clamd =
        env.parsed(
            "CLAMD_ADDRESS", Optional.empty(), text -> Optional.of(IntakeConfig.address(text)));
    env.check(
        scan != MalwareScan.CLAMD || clamd.isPresent(),
        "CLAMD_ADDRESS is required when MALWARE_SCAN is clamd");
    return new IntakeConfig(
        env.required("UPLOADS_TABLE"),
        env.required("CONTROL_TABLE"),
        env.required("BUCKET"),
        env.duration("RUN_LEASE", Duration.ofSeconds(50)),
        env.duration("MESSAGE_VISIBILITY", Duration.ofSeconds(60)),
        (int) env.integer("WORKERS", 10, 1, 1000),
        scan,
        env.duration("SCAN_PATIENCE", Duration.ofHours(1)),
        clamd);
  }

  /// Its name is looked up later, each time.
  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not host:port: " + text);
    }
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
