/* Stands between the program and the C library: makes the k-th call on files below one folder fail, ends the room on
   the disk after so many bytes, and moves the clock. Loaded by LD_PRELOAD, steered through the fault_* functions. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define SHORT (-1)
#define MOST_INTERRUPTS 40

static char root[PATH_MAX], calls[1 << 16];
static int armed, seen, failed, at, what, lasting, interrupts;
static long long room = -1;
static double moved;

void fault_arm(const char *folder, int k, int error, int continuous) {
    snprintf(root, sizeof root, "%s", folder);
    seen = failed = interrupts = 0, at = k, what = error, lasting = continuous, room = -1, calls[0] = 0, armed = 1;
}
void fault_room(const char *folder, long long bytes) {
    fault_arm(folder, 0, 0, 0);
    room = bytes;
}
int fault_disarm(void) { armed = 0; room = -1; return seen; }
int fault_failed(void) { return failed; }
const char *fault_calls(void) { return calls; }
void fault_clock(double seconds) { moved = seconds; }

static int ours(int folder, const char *path) {
    char full[PATH_MAX];
    if (!armed || !path) return 0;
    if (path[0] != '/') {
        char link[64];
        if (folder == AT_FDCWD) { if (!getcwd(full, sizeof full)) return 0; }
        else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t size = readlink(link, full, sizeof full - 1);
            if (size < 0) return 0;
            full[size] = 0;
        }
        return !strncmp(full, root, strlen(root));
    }
    return !strncmp(path, root, strlen(root));
}
static int ours_open(int fd) { return armed && ours(fd, "."); }

/* 0: let it be; 1: fail with errno set; 2: write half. */
static int hit(const char *name) {
    seen++;
    size_t used = strlen(calls);
    if (used + 24 < sizeof calls) snprintf(calls + used, 24, "%s ", name);
    if (!at || (lasting ? seen < at : seen != at)) return 0;
    int writes = strstr(name, "write") != NULL;
    if (what == SHORT) { if (!writes) return 0; failed++; return 2; }
    if (what == EINTR && ++interrupts > MOST_INTERRUPTS) return 0;
    failed++;
    errno = what;
    return 1;
}
#define REAL(kind, name, ...) static kind (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

static mode_t mode_of(int flags, va_list more) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? (mode_t)va_arg(more, int) : 0;
}
#define OPENS(fn) int fn(const char *path, int flags, ...) { \
    REAL(int, #fn, const char *, int, ...); va_list more; va_start(more, flags); mode_t m = mode_of(flags, more); \
    va_end(more); if (ours(AT_FDCWD, path) && hit("open") == 1) return -1; return real(path, flags, m); }
OPENS(open)
OPENS(open64)
#define OPENSAT(fn) int fn(int dir, const char *path, int flags, ...) { \
    REAL(int, #fn, int, const char *, int, ...); va_list more; va_start(more, flags); mode_t m = mode_of(flags, more); \
    va_end(more); if (ours(dir, path) && hit("open") == 1) return -1; return real(dir, path, flags, m); }
OPENSAT(openat)
OPENSAT(openat64)

/* Returns how much may be written, -1 with errno set for nothing. */
static ssize_t allowed(int fd, size_t size) {
    if (!ours_open(fd)) return (ssize_t)size;
    int found = hit("write");
    if (found == 1) return -1;
    if (found == 2 && size > 1) return (ssize_t)(size / 2);
    if (room >= 0) {
        if (size && !room) { failed++; errno = ENOSPC; return -1; }
        if ((long long)size > room) { failed++; size = (size_t)room; }
        room -= (long long)size;
    }
    return (ssize_t)size;
}
ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    ssize_t most = allowed(fd, size);
    return most < 0 ? -1 : real(fd, data, (size_t)most);
}
#define PWRITES(fn, off) ssize_t fn(int fd, const void *data, size_t size, off where) { \
    REAL(ssize_t, #fn, int, const void *, size_t, off); ssize_t most = allowed(fd, size); \
    return most < 0 ? -1 : real(fd, data, (size_t)most, where); }
PWRITES(pwrite, off_t)
PWRITES(pwrite64, off64_t)
ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    size_t size = 0;
    for (int i = 0; i < count; i++) size += parts[i].iov_len;
    ssize_t most = allowed(fd, size);
    if (most < 0) return -1;
    if ((size_t)most == size) return real(fd, parts, count);
    struct iovec first = parts[0];
    if (first.iov_len > (size_t)most) first.iov_len = (size_t)most;
    return real(fd, &first, 1);
}
#define BY_FD(fn) int fn(int fd) { REAL(int, #fn, int); return ours_open(fd) && hit(#fn) == 1 ? -1 : real(fd); }
BY_FD(fsync)
BY_FD(fdatasync)
int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    return ours_open(fd) && hit("ftruncate") == 1 ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    return ours_open(fd) && hit("ftruncate") == 1 ? -1 : real(fd, size);
}
int fchmod(int fd, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    return ours_open(fd) && hit("chmod") == 1 ? -1 : real(fd, mode);
}
#define ON(fn, said, params, args, dir, path) int fn params { \
    static int (*real) params; if (!real) real = dlsym(RTLD_NEXT, #fn); return ours(dir, path) && hit(said) == 1 ? -1 : real args; }
ON(rename, "rename", (const char *a, const char *b), (a, b), AT_FDCWD, b)
ON(renameat, "rename", (int c, const char *a, int d, const char *b), (c, a, d, b), d, b)
ON(renameat2, "rename", (int c, const char *a, int d, const char *b, unsigned f), (c, a, d, b, f), d, b)
ON(link, "link", (const char *a, const char *b), (a, b), AT_FDCWD, b)
ON(linkat, "link", (int c, const char *a, int d, const char *b, int f), (c, a, d, b, f), d, b)
/* The lock that Qt lays beside a settings file stays removable: a lock that stays makes Qt wait for 30 seconds. */
static const char *no_lock(const char *path) {
    size_t size = path ? strlen(path) : 0;
    return size > 9 && !strcmp(path + size - 9, ".ini.lock") ? NULL : path;
}
ON(unlink, "unlink", (const char *a), (a), AT_FDCWD, no_lock(a))
ON(unlinkat, "unlink", (int c, const char *a, int f), (c, a, f), c, no_lock(a))
ON(mkdir, "mkdir", (const char *a, mode_t m), (a, m), AT_FDCWD, a)
ON(mkdirat, "mkdir", (int c, const char *a, mode_t m), (c, a, m), c, a)
ON(chmod, "chmod", (const char *a, mode_t m), (a, m), AT_FDCWD, a)
ON(fchmodat, "chmod", (int c, const char *a, mode_t m, int f), (c, a, m, f), c, a)

int clock_gettime(clockid_t which, struct timespec *now) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    int done = real(which, now);
    if (!done && moved != 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        now->tv_sec += (time_t)moved;
    return done;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    REAL(int, "gettimeofday", struct timeval *, void *);
    int done = real(now, zone);
    if (!done) now->tv_sec += (time_t)moved;
    return done;
}
time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
