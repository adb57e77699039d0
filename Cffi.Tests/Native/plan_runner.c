// Executes call plans: maps machine code, loads registers, stack and memory as a file says, calls, and writes what the code has
// stored and returned. The code was compiled for any system with the calling convention that the plan is for; it has no
// relocations and no data, and keeps what it gets at fixed addresses.
//
//   plan_runner CASES ANSWERS
//
//   CASES     code size | count | code | cases, each: the block up to its results | stack | writes | reads
//             a write: address | size | bytes          a read: address | size          (all numbers have 8 bytes)
//   ANSWERS   per case: 1, or 0 for a crash | the block's results | the bytes of each read
#define _GNU_SOURCE
#include <setjmp.h>
#include <stddef.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MEMORY 0x2000000000
#define MEMORY_SIZE 0x200000

struct block {
    uint64_t general[8];          //   0  x0 to x7; rdi, rsi, rdx, rcx, r8, r9; rcx, rdx, r8, r9
    uint8_t floating[8][16];      //  64  q0 to q7; xmm0 to xmm7
    uint64_t address;             // 192  x8; AL
    uint64_t function;            // 200
    uint64_t stack_size;          // 208  a multiple of 16
    uint64_t stack_mask;          // 216  minus the alignment
    uint64_t is_microsoft;        // 224  x64: Microsoft's convention
    uint64_t x87;                 // 232  x64: results on the x87 stack
    struct results {
        uint64_t general[2];      // 240
        uint8_t floating[4][16];  // 256
        uint8_t x87[2][16];       // 320
    } results;
    uint8_t stack[1 << 20];       // 352
};


void run(struct block *block);

#if defined(__aarch64__)
__asm__(
    ".text; .globl run; run:\n"
    "  stp x29, x30, [sp, #-32]!; str x19, [sp, #16]; mov x29, sp; mov x19, x0\n"
    "  ldr x9, [x19, #208]; sub x10, sp, x9; ldr x11, [x19, #216]; and x10, x10, x11; mov sp, x10\n"
    "  add x11, x19, #352; mov x12, #0\n"
    "1: cmp x12, x9; b.ge 2f; ldr x13, [x11, x12]; str x13, [x10, x12]; add x12, x12, #8; b 1b\n"
    "2: ldp q0, q1, [x19, #64]; ldp q2, q3, [x19, #96]; ldp q4, q5, [x19, #128]; ldp q6, q7, [x19, #160]\n"
    "  ldp x0, x1, [x19]; ldp x2, x3, [x19, #16]; ldp x4, x5, [x19, #32]; ldp x6, x7, [x19, #48]\n"
    "  ldr x8, [x19, #192]; ldr x16, [x19, #200]; blr x16\n"
    "  stp x0, x1, [x19, #240]; stp q0, q1, [x19, #256]; stp q2, q3, [x19, #288]\n"
    "  mov sp, x29; ldr x19, [sp, #16]; ldp x29, x30, [sp], #32; ret\n");
#elif defined(__x86_64__)
__asm__(
    ".intel_syntax noprefix; .text; .globl run; run:\n"
    "  push rbp; mov rbp, rsp; push rbx; mov rbx, rdi\n"
    "  sub rsp, [rbx + 208]; and rsp, [rbx + 216]\n"
    "  mov rcx, [rbx + 208]; lea rsi, [rbx + 352]; mov rdi, rsp; rep movsb\n"
    "  movups xmm0, [rbx + 64]; movups xmm1, [rbx + 80]; movups xmm2, [rbx + 96]; movups xmm3, [rbx + 112]\n"
    "  movups xmm4, [rbx + 128]; movups xmm5, [rbx + 144]; movups xmm6, [rbx + 160]; movups xmm7, [rbx + 176]\n"
    "  cmp qword ptr [rbx + 224], 0; jne 1f\n"
    "  mov rdi, [rbx]; mov rsi, [rbx + 8]; mov rdx, [rbx + 16]; mov rcx, [rbx + 24]; mov r8, [rbx + 32]; mov r9, [rbx + 40]\n"
    "  jmp 2f\n"
    "1: mov rcx, [rbx]; mov rdx, [rbx + 8]; mov r8, [rbx + 16]; mov r9, [rbx + 24]; sub rsp, 32\n"
    "2: mov rax, [rbx + 192]; call [rbx + 200]\n"
    "  mov [rbx + 240], rax; mov [rbx + 248], rdx; movups [rbx + 256], xmm0; movups [rbx + 272], xmm1\n"
    "  mov rcx, [rbx + 232]; test rcx, rcx; jz 3f; fstp tbyte ptr [rbx + 320]; dec rcx; jz 3f; fstp tbyte ptr [rbx + 336]\n"
    "3: lea rsp, [rbp - 8]; pop rbx; pop rbp; ret\n"
    ".att_syntax\n");
#endif

static sigjmp_buf crashed;
static struct block block;

static void on_signal(int number) {
    siglongjmp(crashed, number);
}

static void take(void *to, uint64_t size, FILE *file) {
    if (size > 0 && fread(to, size, 1, file) != 1) {
        fputs("the file of cases ends early\n", stderr);
        exit(2);
    }
}

static uint64_t number(FILE *file) {
    uint64_t value;
    take(&value, sizeof value, file);
    return value;
}

static void answer(FILE *cases, FILE *answers, uint8_t *code) {
    take(&block, offsetof(struct block, results), cases);
    take(block.stack, block.stack_size, cases);
    memset((void *)MEMORY, 0xA5, MEMORY_SIZE);
    for (uint64_t writes = number(cases); writes > 0; writes--) {
        void *to = (void *)number(cases);
        take(to, number(cases), cases);
    }

    block.function += (uint64_t)code;
    memset(&block.results, 0, sizeof block.results);
    volatile uint64_t ended = 0;
    if (sigsetjmp(crashed, 1) == 0) {
        run(&block);
        ended = 1;
    }

    fwrite((void *)&ended, sizeof ended, 1, answers);
    fwrite(&block.results, sizeof block.results, 1, answers);
    for (uint64_t reads = number(cases); reads > 0; reads--) {
        void *from = (void *)number(cases);
        fwrite(from, number(cases), 1, answers);
    }
}

int main(int count, char **names) {
    FILE *cases = count == 3 ? fopen(names[1], "rb") : NULL;
    FILE *answers = cases ? fopen(names[2], "wb") : NULL;
    static uint8_t signal_stack[1 << 16];
    stack_t other = { .ss_sp = signal_stack, .ss_size = sizeof signal_stack };
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_ONSTACK };
    int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP };
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) {
        sigaction(signals[i], &action, NULL);
    }

    if (!answers || sigaltstack(&other, NULL)
        || mmap((void *)MEMORY, MEMORY_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) {
        perror("plan_runner");
        return 2;
    }

    uint64_t size = number(cases), left = number(cases);
    uint8_t *code = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    take(code, size, cases);
    __builtin___clear_cache((char *)code, (char *)code + size);
    if (mprotect(code, size, PROT_READ | PROT_EXEC)) {
        perror("plan_runner");
        return 2;
    }

    for (; left > 0; left--) {
        answer(cases, answers, code);
    }

    return fclose(answers) ? 2 : 0;
}
