package dev.millrace.local.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An API's routes: the most specific one that matches wins, `$default` comes last.
final class Routes {
  private final List<Route> routes;

  Routes(List<Route> routes) {
    this.routes = routes.stream().sorted(Comparator.comparing(Route::rank)).toList();
  }

  Optional<Route.Match> match(String method, String path) {
    return routes.stream().flatMap(route -> route.match(method, path).stream()).findFirst();
  }
}
