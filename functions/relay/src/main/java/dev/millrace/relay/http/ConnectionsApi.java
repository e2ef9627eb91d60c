package dev.millrace.relay.http;

import dev.millrace.json.Json;
import dev.millrace.progress.ProgressFrame;
import dev.millrace.relay.core.FrameSender;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// `POST {endpoint}/@connections/{id}`, signed for the role of this function.
public final class ConnectionsApi implements FrameSender {
  private static final int GONE = 410;

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;
  private final URI endpoint;

  /// @param http bounds how long a frame may take
  /// @param endpoint of the WebSocket API's stage, as an HTTP address
  public ConnectionsApi(
      SdkHttpClient http, AwsCredentialsProvider credentials, String region, URI endpoint) {
    this.http = http;
    this.credentials = credentials;
    this.region = region;
    this.endpoint = endpoint;
  }

  @Override
  public Receipt send(String connectionId, ProgressFrame frame) {
    SignedRequest signed = signed(connectionId, Json.write(frame));
    HttpExecuteRequest request =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElseThrow())
            .build();
    try {
      return receipt(http.prepareRequest(request).call().httpResponse().statusCode());
    } catch (IOException e) {
      return Receipt.FAILED;
    }
  }

  private SignedRequest signed(String connectionId, String frame) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath(
                endpoint.getRawPath()
                    + "/@connections/"
                    + URLEncoder.encode(connectionId, StandardCharsets.UTF_8))
            .putHeader("content-type", "application/json")
            .build();
    return signer.sign(sign ->
        sign.identity(credentials.resolveCredentials())
            .request(request)
            .payload(ContentStreamProvider.fromUtf8String(frame))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
            .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  private static Receipt receipt(int status) {
    if (status == GONE) {
      return Receipt.GONE;
    }
    return status / 100 == 2 ? Receipt.SENT : Receipt.FAILED;
  }
}
