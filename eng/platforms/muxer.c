/* The 'dotnet' of a platform for which there is only a runtime pack: runs hostfxr_main of the root that it is in. VERSION is a string, on Windows a wide one. */
#include <stdio.h>

#ifdef _WIN32
#include <windows.h>

typedef int (*host_main)(int, const wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    static wchar_t self[2048], path[4096];
    GetModuleFileNameW(NULL, self, 2048);
    _snwprintf(path, 4096, L"%.*ls\\host\\fxr\\" VERSION L"\\hostfxr.dll", (int)(wcsrchr(self, L'\\') - self), self);
    HMODULE host = LoadLibraryW(path);
    if (host == NULL) {
        fwprintf(stderr, L"muxer: cannot load %ls\n", path);
        return 99;
    }

    argv[0] = self;
    return ((host_main)(void *)GetProcAddress(host, "hostfxr_main"))(argc, (const wchar_t **)argv);
}
#else
#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

typedef int (*host_main)(int, char **);

int main(int argc, char **argv)
{
    static char self[4096], path[5000];
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0) {
        perror("muxer");
        return 99;
    }

    snprintf(path, sizeof path, "%.*s/host/fxr/" VERSION "/libhostfxr.so", (int)(strrchr(self, '/') - self), self);
    void *host = dlopen(path, RTLD_NOW);
    if (host == NULL) {
        fprintf(stderr, "muxer: %s\n", dlerror());
        return 99;
    }

    argv[0] = self;
    return ((host_main)dlsym(host, "hostfxr_main"))(argc, argv);
}
#endif
