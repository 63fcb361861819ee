package dev.sebring.backends.oci.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes whole directories, following no link. */
public final class Trees {
  private Trees() {}

  /** A tree of any size and depth, on one file system. Does nothing if there is none. */
  public static void remove(Path tree) {
    if (exists(tree)) {
      HostCommand.of("remove " + tree, "rm", "-rf", "--one-file-system", "--", tree.toString())
          .run();
    }
  }

  /** A few files that we have written. Does nothing if there are none. */
  public static void removeOurs(Path tree) {
    if (!exists(tree)) {
      return;
    }
    try {
      Files.walkFileTree(tree, new Removal());
    } catch (IOException e) {
      throw Failures.of("remove " + tree, e);
    }
  }

  private static boolean exists(Path tree) {
    return Files.exists(tree, LinkOption.NOFOLLOW_LINKS);
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
