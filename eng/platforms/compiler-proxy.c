/* Runs this machine's C compilers for a Windows program under wine, which cannot start a Linux program and wait for it.

   On Linux, "compiler-proxy FOLDER PROGRAM ARGUMENT..." runs PROGRAM with the environment variable CFFI_COMPILER_PORT, and until its end each
   request of a client: the program of that name in FOLDER. On Windows this is "gcc.exe" or whatever it is called: a client, which sends its own name,
   its folder and its arguments, and copies the output.

   A request is a sequence of texts: length (4 bytes), bytes; a length of -1 ends it. The answer is a sequence of parts: 1 (standard output) or 2
   (standard error), length (4 bytes), bytes; and at the end 0 and the exit code (4 bytes). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <winsock2.h>
#include <windows.h>

static void fail(const char *what)
{
    fprintf(stderr, "compiler-proxy: %s\n", what);
    exit(2);
}

static void send_all(SOCKET to, const void *data, int length)
{
    if (send(to, data, length, 0) != length) {
        fail("the server does not take the request");
    }
}

static void receive_all(SOCKET from, void *data, int length)
{
    for (int n, done = 0; done < length; done += n) {
        n = recv(from, (char *)data + done, length - done, 0);
        if (n <= 0) {
            fail("the server has ended");
        }
    }
}

/* Z:\a\b is /a/b on Linux. Other arguments stay as they are. */
static void send_text(SOCKET to, const char *text)
{
    char *copy = malloc(strlen(text) + 1), *end = copy;
    int inside = 0;
    for (const char *c = text; *c != 0; c++) {
        if ((c[0] == 'Z' || c[0] == 'z') && c[1] == ':' && (c[2] == '\\' || c[2] == '/')) {
            inside = 1;
            c++;
        } else {
            *end++ = inside && *c == '\\' ? '/' : *c;
        }
    }

    int32_t length = (int32_t)(end - copy);
    send_all(to, &length, sizeof length);
    send_all(to, copy, length);
    free(copy);
}

int main(int argc, char **argv)
{
    const char *port = getenv("CFFI_COMPILER_PORT");
    char self[2048], folder[2048];
    WSADATA unused;
    if (port == NULL || WSAStartup(MAKEWORD(2, 2), &unused) != 0) {
        fail("CFFI_COMPILER_PORT is not set, or there are no sockets");
    }

    SOCKET server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (connect(server, (struct sockaddr *)&address, sizeof address) != 0) {
        fail("there is no server");
    }

    GetModuleFileNameA(NULL, self, sizeof self);
    char *name = strrchr(self, '\\') == NULL ? self : strrchr(self, '\\') + 1;
    name[strcspn(name, ".")] = 0;
    GetCurrentDirectoryA(sizeof folder, folder);
    send_text(server, name);
    send_text(server, folder);
    for (int i = 1; i < argc; i++) {
        send_text(server, argv[i]);
    }

    int32_t end = -1;
    send_all(server, &end, sizeof end);
    _setmode(1, _O_BINARY);
    _setmode(2, _O_BINARY);
    for (;;) {
        unsigned char kind;
        int32_t number;
        receive_all(server, &kind, 1);
        receive_all(server, &number, sizeof number);
        if (kind == 0) {
            fflush(NULL);
            return number;
        }

        char *data = malloc(number);
        receive_all(server, data, number);
        fwrite(data, 1, number, kind == 1 ? stdout : stderr);
        free(data);
    }
}
#else
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 4096 };

static void receive_all(int from, void *data, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = read(from, (char *)data + done, length - done);
        if (n <= 0) {
            exit(0);
        }

        done += n;
    }
}

static void send_part(int to, unsigned char kind, const void *data, int32_t number, int32_t length)
{
    char head[5] = { (char)kind };
    memcpy(head + 1, &number, sizeof number);
    if (write(to, head, sizeof head) != sizeof head || write(to, data, length) != length) {
        exit(0);
    }
}

static char *receive_text(int from)
{
    int32_t length;
    receive_all(from, &length, sizeof length);
    if (length < 0) {
        return NULL;
    }

    char *text = calloc(1, length + 1);
    receive_all(from, text, length);
    return text;
}

/* One request, in a process of its own. If the client ends, so does the compiler. */
static void serve(int client, const char *folder)
{
    char *arguments[MOST_ARGUMENTS + 1], program[4096], buffer[65536];
    char *name = receive_text(client), *directory = receive_text(client);
    int count = 1, out[2], err[2], status;
    while (count < MOST_ARGUMENTS && (arguments[count] = receive_text(client)) != NULL) {
        count++;
    }

    arguments[count] = NULL;
    snprintf(program, sizeof program, "%s/%s", folder, name);
    arguments[0] = program;
    if (pipe(out) != 0 || pipe(err) != 0) {
        exit(2);
    }

    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        dup2(out[1], 1);
        dup2(err[1], 2);
        close(out[0]);
        close(err[0]);
        close(client);
        if (chdir(directory) != 0) {
            perror(directory);
        }

        execv(program, arguments);
        perror(program);
        _exit(127);
    }

    close(out[1]);
    close(err[1]);
    struct pollfd ends[3] = { { .fd = out[0], .events = POLLIN }, { .fd = err[0], .events = POLLIN }, { .fd = client, .events = POLLIN } };
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        poll(ends, 3, -1);
        for (int i = 0; i < 2; i++) {
            ssize_t n = ends[i].fd >= 0 && ends[i].revents != 0 ? read(ends[i].fd, buffer, sizeof buffer) : -1;
            if (n > 0) {
                send_part(client, i + 1, buffer, n, n);
            } else if (n == 0) {
                ends[i].fd = -1;
            }
        }

        /* A client sends no more, so that this is its end. */
        if (ends[2].revents != 0) {
            kill(-child, SIGKILL);
            exit(0);
        }
    }

    waitpid(child, &status, 0);
    send_part(client, 0, "", WIFEXITED(status) ? WEXITSTATUS(status) : 128, 0);
    exit(0);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("compiler-proxy FOLDER PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    char port[16];
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 64) != 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        perror("compiler-proxy");
        return 2;
    }

    snprintf(port, sizeof port, "%d", ntohs(address.sin_port));
    setenv("CFFI_COMPILER_PORT", port, 1);
    pid_t server = fork();
    if (server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        signal(SIGCHLD, SIG_IGN);
        for (;;) {
            int client = accept(listener, NULL, NULL);
            if (client >= 0 && fork() == 0) {
                signal(SIGCHLD, SIG_DFL);
                close(listener);
                serve(client, argv[1]);
            }

            close(client);
        }
    }

    close(listener);
    pid_t program = fork();
    if (program == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }

    int status;
    waitpid(program, &status, 0);
    kill(server, SIGKILL);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
#endif
