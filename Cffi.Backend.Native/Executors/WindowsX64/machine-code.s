# Machine code for Microsoft's x64 convention. eng/make-machine-code.sh assembles it into MachineCode.g.cs.
# The offsets are those of RegisterBlock, WindowsX64Block, UpcallFrame and WindowsX64Frame.
    .intel_syntax noprefix

# void call(RegisterBlock *block): the first four words go to general and to floating-point registers, because only one of them counts
# (and both do in a variadic call); the others to the stack, above the home space. Every page of a large stack area is
# touched in order, because Windows grows the stack by its guard page.
    .section .text.Call, "ax"
    push rbp
    mov  rbp, rsp
    push rbx
    push rsi
    push rdi
    mov  rbx, rcx
    mov  rcx, [rbx + 24]            # stack words
    lea  rax, [rcx * 8 + 47]
    and  rax, -16
1:
    cmp  rax, 4096
    jb   2f
    sub  rsp, 4096
    test [rsp], eax
    sub  rax, 4096
    jmp  1b
2:
    sub  rsp, rax
    and  rsp, -16
    lea  rsi, [rbx + 224]           # the words follow the block
    lea  rdi, [rsp + 32]
    rep movsq
    mov  rcx, [rbx + 192]
    mov  rdx, [rbx + 200]
    mov  r8,  [rbx + 208]
    mov  r9,  [rbx + 216]
    movq xmm0, rcx
    movq xmm1, rdx
    movq xmm2, r8
    movq xmm3, r9
    call [rbx]
    mov  [rbx + 112], rax
    movups [rbx + 128], xmm0
    lea  rsp, [rbp - 24]
    pop  rdi
    pop  rsi
    pop  rbx
    pop  rbp
    ret

# A thunk: r10 = the index of the callback, then on to its entry. Both are in the data, 64 KiB behind the code.
    .section .text.Thunk, "ax"
thunk:
    mov  r10, [rip + thunk + 0x10000]
    jmp  [rip + thunk + 0x10008]
    .balign 32, 0xcc

# The entry of all callbacks: stores the argument registers in a frame above the home space of its own callee, calls
# void enter(nint index, UpcallFrame *frame), and loads the registers of the result. The last eight bytes are the address of enter.
    .section .text.Entry, "ax"
    push rbp
    mov  rbp, rsp
    sub  rsp, 192
    mov  [rsp + 128], rcx
    mov  [rsp + 136], rdx
    mov  [rsp + 144], r8
    mov  [rsp + 152], r9
    movsd [rsp + 160], xmm0
    movsd [rsp + 168], xmm1
    movsd [rsp + 176], xmm2
    movsd [rsp + 184], xmm3
    lea  rax, [rbp + 48]            # C's stack arguments, behind the home space
    mov  [rsp + 32], rax
    mov  rcx, r10
    lea  rdx, [rsp + 32]
    call [rip + 1f]
    mov  rax, [rsp + 48]
    movups xmm0, [rsp + 64]
    leave
    ret
    .balign 8, 0xcc
1:
    .quad 0

# Functions of C with a format, whose variable arguments go to a function of ucrtbase.dll as a list: the address of the first of them in
# the home space, where the register arguments are stored first. Each ends with four words of data: the function, the options, the function that
# finds a standard file, the number of that file.
#   int function(unsigned long long options, char *buffer, size_t count, const char *format, locale_t, va_list)
#   int function(unsigned long long options, FILE *, const char *format, locale_t, va_list)
    .macro data
    .balign 8, 0xcc
1:
    .quad 0
2:
    .quad 0
3:
    .quad 0
4:
    .quad 0
    .endm

    .macro pass_on
    mov  rcx, [rip + 2f]
    call [rip + 1f]
    add  rsp, 56
    ret
    data
    .endm

# snprintf(buffer, count, format, ...)
    .section .text.FormatSized, "ax"
    mov  [rsp + 32], r9
    lea  rax, [rsp + 32]
    sub  rsp, 56
    mov  [rsp + 40], rax
    mov  qword ptr [rsp + 32], 0
    mov  r9, r8
    mov  r8, rdx
    mov  rdx, rcx
    pass_on

# sprintf(buffer, format, ...), with the largest count
    .section .text.FormatUnsized, "ax"
    mov  [rsp + 24], r8
    mov  [rsp + 32], r9
    lea  rax, [rsp + 24]
    sub  rsp, 56
    mov  [rsp + 40], rax
    mov  qword ptr [rsp + 32], 0
    mov  r9, rdx
    mov  r8, -1
    mov  rdx, rcx
    pass_on

# fprintf(file, format, ...)
    .section .text.FormatFile, "ax"
    mov  [rsp + 24], r8
    mov  [rsp + 32], r9
    lea  rax, [rsp + 24]
    sub  rsp, 56
    mov  [rsp + 32], rax
    xor  r9d, r9d
    mov  r8, rdx
    mov  rdx, rcx
    pass_on

# printf(format, ...)
    .section .text.FormatStandard, "ax"
    mov  [rsp + 8], rcx
    mov  [rsp + 16], rdx
    mov  [rsp + 24], r8
    mov  [rsp + 32], r9
    sub  rsp, 56
    mov  rcx, [rip + 4f]
    call [rip + 3f]
    mov  rdx, rax
    mov  r8, [rsp + 56 + 8]
    lea  rax, [rsp + 56 + 16]
    mov  [rsp + 32], rax
    xor  r9d, r9d
    pass_on
