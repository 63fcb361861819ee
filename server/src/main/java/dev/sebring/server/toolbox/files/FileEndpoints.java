package dev.sebring.server.toolbox.files;

import dev.sebring.server.gateway.ToolboxRoutes;

/** All calls on files that are served. Thread-safe. */
public final class FileEndpoints {
  private FileEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    ListEndpoints.addTo(routes);
    ChangeEndpoints.addTo(routes);
    MoveEndpoint.addTo(routes);
    SearchEndpoints.addTo(routes);
    ReplaceEndpoint.addTo(routes);
    DownloadEndpoints.addTo(routes);
    UploadEndpoints.addTo(routes);
  }
}
