package dev.millrace.webhook.circuit;

/// Why a delivery waits without a message and without using up an attempt.
public enum Parking {
  /// Its endpoint has failed too often of late.
  CIRCUIT_OPEN,
  /// Its endpoint is being sent as much as it may be at once.
  IN_FLIGHT
}
