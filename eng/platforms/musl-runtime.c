/* What Debian's libstdc++ and libgcc_s expect of glibc, for a process of musl: .NET for musl needs a C++ run time, and Debian has none
   for musl. The library stands in for libgcc_s.so.1 and needs the real one under another name. */
#define _GNU_SOURCE
#include <link.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

char __libc_single_threaded = 0;
int __cpu_model[4];

int __cpu_indicator_init(void) { return 0; }

uint32_t arc4random(void)
{
    uint32_t number = 0;
    (void)getrandom(&number, sizeof number, 0);
    return number;
}

size_t __strftime_l(char *text, size_t size, const char *format, const struct tm *when, locale_t locale)
{
    return strftime_l(text, size, format, when, locale);
}

/* Destructors of thread-local C++ objects: run by pthreads, the last one first. */
struct destructor { void (*run)(void *); void *object; struct destructor *next; };

static pthread_key_t destructors;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void run_all(void *list)
{
    for (struct destructor *one = list; one != NULL;) {
        struct destructor *next = one->next;
        one->run(one->object);
        free(one);
        one = next;
    }
}

static void make_key(void) { pthread_key_create(&destructors, run_all); }

int __cxa_thread_atexit_impl(void (*run)(void *), void *object, void *library)
{
    (void)library;
    pthread_once(&once, make_key);
    struct destructor *one = malloc(sizeof *one);
    if (one == NULL) {
        return -1;
    }

    one->run = run;
    one->object = object;
    one->next = pthread_getspecific(destructors);
    return pthread_setspecific(destructors, one);
}

/* libgcc's unwinder asks which object has an address, and where its unwind table is (glibc 2.35). */
struct found_object { unsigned long long flags; void *start, *end, *map, *unwind_table; unsigned long long reserved[7]; };
struct search { uintptr_t address; struct found_object *found; };

static int look(struct dl_phdr_info *object, size_t size, void *data)
{
    struct search *search = data;
    uintptr_t first = UINTPTR_MAX, end = 0, table = 0;
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &object->dlpi_phdr[i];
        uintptr_t start = object->dlpi_addr + header->p_vaddr;
        if (header->p_type == PT_LOAD) {
            first = start < first ? start : first;
            end = start + header->p_memsz > end ? start + header->p_memsz : end;
        } else if (header->p_type == PT_GNU_EH_FRAME) {
            table = start;
        }
    }

    if (search->address < first || search->address >= end || table == 0) {
        return 0;
    }

    *search->found = (struct found_object){ .start = (void *)first, .end = (void *)end, .unwind_table = (void *)table };
    return 1;
}

int _dl_find_object(void *address, struct found_object *found)
{
    struct search search = { (uintptr_t)address, found };
    return dl_iterate_phdr(look, &search) != 0 ? 0 : -1;
}
