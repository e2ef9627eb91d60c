package dev.millrace.testing;

import java.util.List;
import java.util.stream.Stream;

/// Where a webhook must not go, in every notation that a server has been fooled with.
public final class HostileTargets {
  /// Addresses that are not on the public internet.
  public static final List<String> ADDRESSES =
      List.of(
          "0.0.0.0",
          "0.1.2.3",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "100.127.255.255",
          "127.0.0.1",
          "127.1.2.3",
          "169.254.0.1",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.8",
          "192.0.2.1",
          "192.31.196.1",
          "192.52.193.1",
          "192.88.99.1",
          "192.168.1.1",
          "192.175.48.1",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::127.0.0.1",
          "::ffff:127.0.0.1",
          "::ffff:169.254.169.254",
          "::ffff:0:127.0.0.1",
          "64:ff9b::169.254.169.254",
          "64:ff9b:1::1",
          "100::1",
          "2001::1",
          "2001:2::1",
          "2001:1ff:ffff::1",
          "2001:db8::1",
          "2002:7f00:1::",
          "2620:4f:8000::1",
          "3fff::1",
          "5f00::1",
          "fc00::1",
          "fd00:ec2::254",
          "fe80::1",
          "fec0::1",
          "ff02::1");

  /// Addresses that are, many of them next to one that is not.
  public static final List<String> PUBLIC_ADDRESSES =
      List.of(
          "1.1.1.1",
          "8.8.8.8",
          "9.255.255.255",
          "11.0.0.1",
          "93.184.215.14",
          "100.63.255.255",
          "100.128.0.1",
          "126.255.255.255",
          "128.0.0.1",
          "172.15.255.255",
          "172.32.0.1",
          "192.0.1.1",
          "198.17.255.255",
          "198.20.0.1",
          "223.255.255.255",
          "2001:200::1",
          "2606:2800:220:1:248:1893:25c8:1946",
          "2a00:1450:4001:80b::200e");

  /// URLs that programs read differently, or that lead inside, or nowhere.
  public static final List<String> ODD_URLS =
      List.of(
          "https://2130706433/",
          "https://0x7f000001/",
          "https://0x7f.1/",
          "https://0177.0.0.1/",
          "https://127.1/",
          "https://127.0.0.1./",
          "https://localhost./",
          "https://LOCALHOST/",
          "https://[::1]/",
          "https://[::ffff:127.0.0.1]/",
          "https://[::ffff:7f00:1]/",
          "https://[::127.0.0.1]/",
          "https://[64:ff9b::a9fe:a9fe]/",
          "https://[fe80::1%25lo]/",
          "https://[fe80::1%lo]/",
          "https://user:pw@127.0.0.1/",
          "https://example.com@127.0.0.1/",
          "https://127.0.0.1#@example.com/",
          "https://127.0.0.1\\@example.com/",
          "https://127.0.0.1%2f@example.com/",
          "https://①②⑦.⓪.⓪.①/",
          "https://127。0。0。1/",
          "https://ⓛocalhost/",
          "https://loc%61lhost/",
          "https:///x",
          "https://:80/",
          "https://example.com:0/",
          "https://example.com:99999/",
          "https://exa mple.com/",
          "https://ex_ample.com/",
          "https://-a.com/",
          "https://a..b/",
          "https://0/",
          "https://0.0.0.0/",
          "https://256.256.256.256/",
          "https://1.2.3.4.5/",
          "https://xn--/",
          "https://localhost%00.example.com/",
          "HTTP://EXAMPLE.COM",
          "file:///etc/passwd",
          "https://[::ffff:0:127.0.0.1]/",
          "https://[2002:7f00:1::]/",
          "https://[::]/",
          "https://[v1.fe80]/");

  private HostileTargets() {}

  /// {@return all of them as URLs}
  public static Stream<String> urls() {
    return Stream.concat(ODD_URLS.stream(), ADDRESSES.stream().map(HostileTargets::url));
  }

  private static String url(String address) {
    return "https://%s/".formatted(address.contains(":") ? "[" + address + "]" : address);
  }
}
