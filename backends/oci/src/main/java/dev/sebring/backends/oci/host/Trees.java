package dev.sebring.backends.oci.host;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whole directories. */
public final class Trees {
  private Trees() {}

  /**
   * Removes a tree that a sandbox may have written: any depth, any names, no link followed, no
   * other file system entered. Does nothing if there is none.
   */
  public static void remove(Path tree) {
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      HostCommand.of("remove " + tree, "rm", "-rf", "--one-file-system", "--", tree.toString())
          .run();
    }
  }
}
