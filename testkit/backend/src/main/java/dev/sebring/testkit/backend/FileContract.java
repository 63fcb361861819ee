package dev.sebring.testkit.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.DirectoryEntry;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.sandbox.guest.FileOutput;
import dev.sebring.sandbox.guest.FileStat;
import dev.sebring.sandbox.guest.FileType;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.Listing;
import dev.sebring.sandbox.guest.ReadRequest;
import dev.sebring.sandbox.guest.WriteOption;
import dev.sebring.sandbox.guest.WriteRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files are exactly what was written, and the kernel's refusals come through as they are. */
interface FileContract {
  Sandboxes sandboxes();

  @Test
  default void aFileIsExactlyTheBytesWritten() throws IOException {
    GuestFiles files = files();
    byte[] bytes = new byte[5_000_001];
    new Random(2).nextBytes(bytes);
    GuestPath path = GuestPath.of("some/deep/file");

    FileStat stat = write(files, WriteRequest.replaceMakingParents(path), bytes);

    assertThat(stat.size()).isEqualTo(bytes.length);
    assertThat(stat.mode()).isEqualTo(0644);
    assertThat(read(files, path)).isEqualTo(bytes);
    write(files, WriteRequest.replace(path), new byte[0]);
    assertThat(read(files, path)).isEmpty();
  }

  @Test
  default void aNameIsBytesAndNeedNotBeText() throws IOException {
    GuestFiles files = files();
    byte[] name = {'d', '/', 'a', (byte) 0xff, '\n', '"', (byte) 0xc3};
    files.mkdir(GuestPath.of("d"), 0755);

    write(files, WriteRequest.replace(GuestPath.of(name)), new byte[] {1});

    assertThat(read(files, GuestPath.of(name))).containsExactly(1);
    assertThat(files.list(GuestPath.of("d"), 1, 10).entries())
        .extracting(DirectoryEntry::path)
        .containsExactly(GuestPath.of(name).lastName());
  }

  @Test
  default void aPartIsReadAndWritten() throws IOException {
    GuestFiles files = files();
    GuestPath path = GuestPath.of("file");
    write(files, WriteRequest.replace(path), "0123456789".getBytes(UTF_8));

    try (FileInput part = files.read(new ReadRequest(path, 3, 4, false))) {
      assertThat(part.readAllBytes()).asString().isEqualTo("3456");
      assertThat(part.stat().size()).isEqualTo(10);
    }
    write(files, new WriteRequest(path, Set.of(), 0, 2), "ab".getBytes(UTF_8));
    assertThat(read(files, path)).asString().isEqualTo("01ab456789");
    write(files, new WriteRequest(path, Set.of(WriteOption.APPEND), 0, 0), "!".getBytes(UTF_8));
    assertThat(read(files, path)).asString().isEqualTo("01ab456789!");
  }

  @Test
  default void refusalsOfTheKernelComeThrough() {
    GuestFiles files = files();
    GuestPath missing = GuestPath.of("missing");
    Set<WriteOption> fresh = Set.of(WriteOption.CREATE, WriteOption.MUST_NOT_EXIST);
    files.mkdir(GuestPath.of("d"), 0755);
    files.mkdirs(GuestPath.of("d/e"), 0755);

    refused(Errno.ENOENT, () -> files.read(ReadRequest.all(missing)));
    refused(Errno.ENOENT, () -> files.stat(missing));
    refused(Errno.ENOENT, () -> files.list(missing, 1, 10));
    refused(Errno.ENOENT, () -> files.remove(missing));
    refused(Errno.ENOENT, () -> files.write(WriteRequest.replace(GuestPath.of("no/file"))));
    refused(Errno.EISDIR, () -> files.read(ReadRequest.all(GuestPath.of("d"))));
    refused(Errno.EEXIST, () -> files.mkdir(GuestPath.of("d"), 0755));
    refused(Errno.ENOTEMPTY, () -> files.remove(GuestPath.of("d")));
    refused(Errno.EINVAL, () -> files.read(ReadRequest.all(GuestPath.of("/dev/zero"))));
    refused(Errno.EEXIST, () -> files.write(new WriteRequest(GuestPath.of("d"), fresh, 0644, 0)));
  }

  @Test
  default void aNamedPipeDoesNotHoldUpAReader() {
    Guest guest = sandboxes().startAndConnect();
    Commands.sh(guest, "mkfifo pipe");

    refused(Errno.EINVAL, () -> guest.files("").read(ReadRequest.all(GuestPath.of("pipe"))));
  }

  @Test
  default void aDirectoryOfTenThousandEntriesIsListed() {
    Guest guest = sandboxes().startAndConnect();
    Commands.sh(guest, "mkdir d; cd d; seq -f file%.0f 1 10000 | xargs touch");
    GuestFiles files = guest.files("");

    Listing whole = files.list(GuestPath.of("d"), 1, 20_000);
    Listing part = files.list(GuestPath.of("d"), 1, 100);

    assertThat(whole.cut()).isFalse();
    assertThat(whole.entries())
        .hasSize(10_000)
        .extracting(entry -> entry.path().toString())
        .doesNotHaveDuplicates()
        .contains("file1", "file10000");
    assertThat(part.cut()).isTrue();
    assertThat(part.entries()).hasSize(100);
    List<DirectoryEntry> walked = new ArrayList<>();
    files.walk(GuestPath.of("d"), 1, walked::add);
    assertThat(walked).hasSize(10_000);
  }

  @Test
  default void aDeepListingHasParentsBeforeTheirChildrenAndDoesNotFollowLinks() {
    Guest guest = sandboxes().startAndConnect();
    Commands.sh(guest, "mkdir -p d/a/b; touch d/a/b/c; ln -s .. d/a/up");

    List<String> paths =
        guest.files("").list(GuestPath.of("d"), 3, 100).entries().stream()
            .map(entry -> entry.path() + " " + entry.stat().type())
            .toList();

    assertThat(paths)
        .containsExactlyInAnyOrder(
            "a DIRECTORY", "a/b DIRECTORY", "a/b/c FILE", "a/up SYMBOLIC_LINK")
        .containsSubsequence("a DIRECTORY", "a/b DIRECTORY", "a/b/c FILE");
    assertThat(guest.files("").list(GuestPath.of("d"), 1, 100).entries()).hasSize(1);
  }

  @Test
  default void filesAreMovedChangedAndRemoved() {
    Guest guest = sandboxes().startAndConnect();
    GuestFiles files = guest.files("");
    Commands.sh(guest, "mkdir -p d/e; echo x > d/e/f; echo y > g; ln -s d/e/f link");

    refused(Errno.EEXIST, () -> files.rename(GuestPath.of("g"), GuestPath.of("d/e/f"), false));
    files.rename(GuestPath.of("g"), GuestPath.of("d/e/f"), true);
    files.chmod(GuestPath.of("d/e/f"), 0600);

    FileStat stat = files.statTarget(GuestPath.of("link"));
    assertThat(stat.mode()).isEqualTo(0600);
    assertThat(stat.size()).isEqualTo(2);
    FileStat link = files.stat(GuestPath.of("link"));
    assertThat(link.type()).isEqualTo(FileType.SYMBOLIC_LINK);
    assertThat(link.linkTarget()).isEqualTo(GuestPath.of("d/e/f"));
    assertThat(files.realpath(GuestPath.of("link")).toString()).endsWith("/d/e/f");
    files.removeTree(GuestPath.of("d"));
    assertThat(Commands.sh(guest, "ls").out()).isEqualTo("link\n");
  }

  @Test
  default void permissionsAreTheUsers() {
    sandboxes().assume(Promise.SWITCHES_USERS);
    Guest guest = sandboxes().startAndConnect();
    GuestPath secret = GuestPath.of("/root/secret");
    write(guest.files(""), WriteRequest.replace(secret), new byte[1]);
    guest.files("").chmod(secret, 0600);
    GuestFiles files = guest.files(sandboxes().user());

    refused(Errno.EACCES, () -> files.read(ReadRequest.all(secret)));
    assertThat(write(files, WriteRequest.replace(GuestPath.of("own")), new byte[1]).owner())
        .isEqualTo(sandboxes().user());
    refused(Errno.EPERM, () -> files.chown(GuestPath.of("own"), "root", ""));
    GuestPath own = guest.user(sandboxes().user()).home().resolve("own");
    guest.files("").chown(own, "root", "root");
    assertThat(files.stat(own).owner()).isEqualTo("root");
  }

  @Test
  default void aFullDiskIsAnErrorAndTheSandboxLivesOn() {
    sandboxes().assume(Promise.LIMITS_DISK);
    SandboxSpec usual = sandboxes().spec(Map.of());
    Resources small =
        new Resources(
            1, usual.resources().memory(), ByteSize.ofMib(256), usual.resources().processes());
    SandboxSpec spec =
        new SandboxSpec(usual.id(), usual.snapshot(), usual.env(), small, usual.network());
    sandboxes().backend().start(sandboxes().create(spec));
    Guest guest = sandboxes().connect(spec.id());
    long tooMuch = spec.resources().disk().bytes() + (64L << 20);
    Commands.Result result = Commands.sh(guest, "head -c " + tooMuch + " /dev/zero > big");

    assertThat(result.exit().shellCode()).isNotZero();
    assertThat(result.out()).containsAnyOf("No space left", "quota exceeded");
    Commands.sh(guest, "rm big");
    assertThat(Commands.sh(guest, "echo ok > file && cat file").out()).isEqualTo("ok\n");
  }

  private GuestFiles files() {
    return sandboxes().startAndConnect().files("");
  }

  private static FileStat write(GuestFiles files, WriteRequest request, byte[] bytes) {
    try (FileOutput file = files.write(request)) {
      file.write(bytes);
      return file.finish();
    }
  }

  private static byte[] read(GuestFiles files, GuestPath path) throws IOException {
    try (FileInput file = files.read(ReadRequest.all(path))) {
      return file.readAllBytes();
    }
  }

  private static void refused(int errno, Runnable call) {
    assertThatExceptionOfType(GuestException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
