package dev.millrace.authorizer.jwt;

import java.net.URI;
import java.util.Optional;

/// An OpenID Connect provider whose tokens are accepted.
///
/// @param issuer the claim `iss` of its tokens, and where its configuration is found
/// @param audience the claim `aud` that names this system
/// @param keys where its key set is; empty to look it up in its configuration
/// @param tenantClaim the claim that holds the tenant
/// @param scopeClaim the claim that holds the scopes, as a text with spaces or as a list
public record Issuer(
    String issuer, String audience, Optional<URI> keys, String tenantClaim, String scopeClaim) {}
