/* PROCESSES, as process 1 knew them when this worker was forked, and PORTS. */
#include "overview.h"

#include "process.h"
#include "task.h"
#include "tree.h"

#include <fcntl.h>
#include <stdio.h>

enum { PORTS_COUNT = 65536, LISTENING = 0x0A };

void overview_processes(const struct request *request) {
  struct buffer out = {0}, fields = {0};
  struct tree tree = tree_scan();
  uint64_t count = 0;
  (void)request;
  for (const struct process *process = process_first(); process != NULL; process = process->next) {
    if (process->pid == 0) continue; /* not started yet, or never */
    put_process_record(&out, &(struct process_record){
      .id = process->id,
      .pid = (uint32_t)process->pid,
      .flags = process->flags,
      .live = process->control.fd < 0 ? 0 : tree_live(&tree, process->supervisor),
      .exit = process_exit_record(process),
      .started_ms = process->started_ms,
      .log_oldest = log_oldest(&process->log),
      .log_end = log_end(&process->log),
      .label = {(const uint8_t *)process->label, process->label_size},
      .program = bytes_of(process->program),
    });
    count++;
  }
  task_send(out.data, out.size);
  put_u64(&fields, count);
  task_done(&fields);
}

/* Lines like "0: 0100007F:1F90 00000000:0000 0A ...": slot, local address and port, remote ones, state. */
static void read_ports(const char *table, bool listening[PORTS_COUNT]) {
  char line[512];
  int fd = openat(tree_proc(), table, O_RDONLY | O_CLOEXEC);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
  if (file == NULL) return; /* a kernel without IPv6 has no second table */
  while (fgets(line, sizeof line, file) != NULL) {
    unsigned port, state;
    if (sscanf(line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x", &port, &state) != 2) continue;
    if (state == LISTENING && port < PORTS_COUNT) listening[port] = true;
  }
  fclose(file);
}

void overview_ports(const struct request *request) {
  static bool listening[PORTS_COUNT];
  struct buffer out = {0}, fields = {0};
  uint64_t count = 0;
  (void)request;
  read_ports("self/net/tcp", listening);
  read_ports("self/net/tcp6", listening);
  for (unsigned port = 1; port < PORTS_COUNT; port++) {
    if (!listening[port]) continue;
    put_u16(&out, (uint16_t)port);
    count++;
  }
  task_send(out.data, out.size);
  put_u64(&fields, count);
  task_done(&fields);
}
