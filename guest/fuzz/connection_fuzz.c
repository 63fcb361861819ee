/* libFuzzer target: a whole guest in this process, its event loop included, and the input is what one host sends to it. Workers,
 * supervisors and programs are real. Needs root, for what they can reach: a directory in memory, loopback, and nobody's files. */
#include "arrival.h"
#include "connection.h"
#include "control.h"
#include "lease.h"
#include "process.h"
#include "program.h"
#include "spawn.h"
#include "tree.h"
#include "users.h"

#include <arpa/inet.h>
#include <grp.h>
#include <net/if.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

enum {
  NOBODY = 64999,         /* an id that owns nothing */
  PORT = 7,               /* something listens there */
  PIECES = 4,             /* the most writes that an input comes in */
  PATIENCE_MS = 30,       /* for answers of children */
  LONGEST_END_MS = 20000, /* until all that an input started is gone, on a busy host */
  ASAN_EXIT = 99,         /* of a child in which a sanitizer found something; set in ASAN_OPTIONS */
};

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
pid_t __real_fork(void);
pid_t __wrap_fork(void);

static const char place[] = "/mnt"; /* in our mount namespace only; all that children see of the file system */
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static socklen_t address_size;
static int echo = -1;
static bool confined;
static unsigned forks; /* by process 1 for this input */
static struct timer tick;
static bool ticked;
static jmp_buf out_of_loop;

static void must(bool holds, const char *what) {
  if (!holds) die("connection_fuzz: %s (it needs root)", what);
}

/* Before a child does anything that the input asked for. */
static void confine(void) {
  const struct rlimit processes = {64, 64}, bytes = {1 << 20, 1 << 20}, seconds = {2, 2};
  must(chroot(place) == 0 && chdir("/") == 0 && setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0, "confine");
  must(setrlimit(RLIMIT_NPROC, &processes) == 0 && setrlimit(RLIMIT_FSIZE, &bytes) == 0, "limit");
  must(setrlimit(RLIMIT_CPU, &seconds) == 0, "limit");
  confined = true;
}

pid_t __wrap_fork(void) {
  forks++;
  pid_t pid = __real_fork();
  if (pid == 0 && !confined) confine();
  return pid;
}

static void make_network(void) {
  struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  must(unshare(CLONE_NEWNET | CLONE_NEWNS) == 0, "namespaces");
  echo = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  must(ioctl(echo, SIOCSIFFLAGS, &loopback) == 0, "loopback");
  must(bind(echo, (struct sockaddr *)&here, sizeof here) == 0 && listen(echo, 64) == 0, "listen");
}

/* Something that can be started there: the guest itself, static, which prints its version. */
static void make_program(int directory) {
  const char *path = getenv("GUEST_BINARY");
  int from = open(path == NULL ? "" : path, O_RDONLY | O_CLOEXEC);
  int into = openat(directory, "p", O_CREAT | O_WRONLY | O_CLOEXEC, 0755);
  must(from >= 0 && sendfile(into, from, NULL, 16 << 20) > 0, "GUEST_BINARY");
  close(from);
  close(into);
}

static void make_files(void) {
  must(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0, "private mounts");
  must(mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV, "size=16m,nr_inodes=4k,mode=0777") == 0, "mount");
  int directory = open(place, O_RDONLY | O_DIRECTORY);
  must(mkdirat(directory, "d", 0777) == 0 && mkdirat(directory, "log", 0700) == 0, "mkdir");
  close(openat(directory, "f", O_CREAT | O_WRONLY, 0666));
  spool_directory(openat(directory, "log", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  make_program(directory);
  close(directory);
  setenv("HOME", "/", 1);
}

static void listen_here(void) {
  int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  address_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
                             (size_t)snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "connection_fuzz"));
  must(bind(listening, (struct sockaddr *)&address, address_size) == 0 && listen(listening, 8) == 0, "bind");
  connections_from(listening, arrival_accepted);
}

static void lease_over(void) {}

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  (void)count;
  (void)arguments;
  signal(SIGPIPE, SIG_IGN);
  make_network();
  make_files();
  must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0, "subreaper");
  users_single();
  program_remember_limits();
  tree_open();
  loop_open();
  spawn_prepare();
  control_prepare();
  lease_prepare(lease_over);
  listen_here();
  return 0;
}

static void has_ticked(struct timer *timer) {
  (void)timer;
  ticked = true;
}

static void after_batch(void) {
  connections_service();
  if (ticked) longjmp(out_of_loop, 1);
}

/* What there is to do now, and in so many milliseconds. */
static void loop_for(uint64_t ms) {
  ticked = false;
  timer_set(&tick, ms, has_ticked);
  if (setjmp(out_of_loop) == 0) loop_run(after_batch);
}

static void discard(int fd) {
  static uint8_t buffer[65536];
  while (recv(fd, buffer, sizeof buffer, MSG_DONTWAIT) > 0) continue;
}

/* Every child; one in which a sanitizer found something has told it on standard error. */
static void reap(void) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == ASAN_EXIT) __builtin_trap();
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGABRT)) __builtin_trap();
  }
}

/* As if nothing had been: the next input finds no process of this one. */
static void clear(void) {
  uint64_t end = loop_now_ms() + LONGEST_END_MS;
  for (int round = 0; loop_now_ms() < end && (process_first() != NULL || connections_count() > 0); round++) {
    if (forks > 0) tree_kill(getpid());
    for (struct process *process = process_first(), *next; process != NULL; process = next) {
      next = process->next;
      process_release(process);
    }
    loop_for(round < 3 ? 0 : 2);
    reap();
  }
  must(process_first() == NULL && connections_count() == 0, "something outlives its connection");
  int accepted;
  while ((accepted = accept(echo, NULL, NULL)) >= 0) close(accepted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const uint8_t hello[] = {FRAME_HELLO, 0, 0, 6, 0, 0, 0, 0, 'S', 'B', 'R', 'G', 0, PROTOCOL_VERSION};
  if (size == 0) return 0;
  forks = 0;
  int host = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  must(connect(host, (struct sockaddr *)&address, address_size) == 0, "connect");
  if ((data[0] & 0x80) == 0) must(send(host, hello, sizeof hello, MSG_NOSIGNAL) == sizeof hello, "greet");
  size_t pieces = 1 + data[0] % PIECES, at = 1;
  for (size_t i = 1; i <= pieces; i++) {
    size_t end = i == pieces ? size : 1 + (size - 1) * i / pieces;
    if (end > at && send(host, data + at, end - at, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) break;
    at = end;
    loop_for(0);
    if (forks > 0) loop_for(PATIENCE_MS / PIECES);
    discard(host);
  }
  loop_for(0);
  close(host);
  clear();
  reap();
  return 0;
}
