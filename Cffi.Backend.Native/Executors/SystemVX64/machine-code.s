# Machine code for System V x86-64. eng/make-machine-code.sh assembles it into MachineCode.g.cs.
# The offsets are those of RegisterBlock, SystemVX64Block, UpcallFrame and SystemVX64Frame.
    .intel_syntax noprefix

# void call(RegisterBlock *block): loads the registers and the stack words from the block, sets AL for variadic callees, calls,
# and stores every register that can hold a result.
    .section .text.Call, "ax"
    endbr64
    push rbp
    mov  rbp, rsp
    push rbx
    mov  rbx, rdi
    mov  rcx, [rbx + 24]            # stack words
    lea  rax, [rcx * 8]
    sub  rsp, rax
    and  rsp, [rbx + 32]            # minus the alignment
    lea  rsi, [rbx + 304]           # the words follow the block
    mov  rdi, rsp
    rep movsq
    movsd xmm0, [rbx + 240]
    movsd xmm1, [rbx + 248]
    movsd xmm2, [rbx + 256]
    movsd xmm3, [rbx + 264]
    movsd xmm4, [rbx + 272]
    movsd xmm5, [rbx + 280]
    movsd xmm6, [rbx + 288]
    movsd xmm7, [rbx + 296]
    mov  rdi, [rbx + 192]
    mov  rsi, [rbx + 200]
    mov  rdx, [rbx + 208]
    mov  rcx, [rbx + 216]
    mov  r8,  [rbx + 224]
    mov  r9,  [rbx + 232]
    mov  eax, [rbx + 12]            # vector registers used: AL (psABI 3.5.7)
    call [rbx]
    mov  [rbx + 112], rax
    mov  [rbx + 120], rdx
    movsd [rbx + 128], xmm0
    movsd [rbx + 144], xmm1
    mov  ecx, [rbx + 40]            # x87 results
    test ecx, ecx
    jz   1f
    fstp tbyte ptr [rbx + 48]
    dec  ecx
    jz   1f
    fstp tbyte ptr [rbx + 64]
1:
    lea  rsp, [rbp - 8]
    pop  rbx
    pop  rbp
    ret

# A thunk: r10 = the index of the callback, then on to its entry. Both are in the data, 64 KiB behind the code.
    .section .text.Thunk, "ax"
thunk:
    endbr64
    mov  r10, [rip + thunk + 0x10000]
    jmp  [rip + thunk + 0x10008]
    .balign 32, 0xcc

# The entry of callbacks that use any register: stores the argument registers in a frame, calls
# void enter(nint index, UpcallFrame *frame), and loads the registers of the result. The last eight bytes are the address of enter.
    .section .text.Entry, "ax"
    endbr64
    push rbp
    mov  rbp, rsp
    sub  rsp, 208
    mov  [rsp + 96], rdi
    mov  [rsp + 104], rsi
    mov  [rsp + 112], rdx
    mov  [rsp + 120], rcx
    mov  [rsp + 128], r8
    mov  [rsp + 136], r9
    movsd [rsp + 144], xmm0
    movsd [rsp + 152], xmm1
    movsd [rsp + 160], xmm2
    movsd [rsp + 168], xmm3
    movsd [rsp + 176], xmm4
    movsd [rsp + 184], xmm5
    movsd [rsp + 192], xmm6
    movsd [rsp + 200], xmm7
    lea  rax, [rbp + 16]            # C's stack arguments
    mov  [rsp], rax
    mov  rdi, r10
    mov  rsi, rsp
    mov  dword ptr [rsp + 8], 0     # x87 results
    call [rip + 3f]
    mov  ecx, [rsp + 8]
    mov  rax, [rsp + 16]
    mov  rdx, [rsp + 24]
    movsd xmm0, [rsp + 32]
    movsd xmm1, [rsp + 48]
    test ecx, ecx
    jz   2f
    dec  ecx
    jz   1f
    fld  tbyte ptr [rsp + 48]       # the imaginary part is below the real part
1:
    fld  tbyte ptr [rsp + 32]
2:
    leave
    ret
    .balign 8, 0xcc
3:
    .quad 0

# The entry of callbacks with arguments in general registers only and a result in rax.
    .section .text.GeneralEntry, "ax"
    endbr64
    push rbp
    mov  rbp, rsp
    sub  rsp, 144
    mov  [rsp + 96], rdi
    mov  [rsp + 104], rsi
    mov  [rsp + 112], rdx
    mov  [rsp + 120], rcx
    mov  [rsp + 128], r8
    mov  [rsp + 136], r9
    mov  rdi, r10
    mov  rsi, rsp
    call [rip + 1f]
    mov  rax, [rsp + 16]
    leave
    ret
    .balign 8, 0xcc
1:
    .quad 0
