# void call_block(struct RegisterBlock *block), System V x86-64: loads the register file and the stack words from the
# block, sets AL for variadic callees, calls, and stores every register that can hold a result.
# Cffi.Backend.Native/Calls/CallTrampoline.cs contains the machine code; a test assembles this file and compares the bytes.
    .intel_syntax noprefix
    .text
call_block:
    endbr64
    push rbp
    mov  rbp, rsp
    push rbx
    mov  rbx, rdi
    mov  rcx, [rbx + 136]           # stack words
    lea  rax, [rcx * 8]
    sub  rsp, rax
    and  rsp, [rbx + 224]           # minus the alignment
    lea  rsi, [rbx + 240]           # the words follow the block
    mov  rdi, rsp
    rep movsq
    movsd xmm0, [rbx + 48]
    movsd xmm1, [rbx + 56]
    movsd xmm2, [rbx + 64]
    movsd xmm3, [rbx + 72]
    movsd xmm4, [rbx + 80]
    movsd xmm5, [rbx + 88]
    movsd xmm6, [rbx + 96]
    movsd xmm7, [rbx + 104]
    mov  rdi, [rbx]
    mov  rsi, [rbx + 8]
    mov  rdx, [rbx + 16]
    mov  rcx, [rbx + 24]
    mov  r8,  [rbx + 32]
    mov  r9,  [rbx + 40]
    mov  eax, [rbx + 148]           # vector registers used: AL (psABI 3.5.7)
    call [rbx + 128]
    mov  [rbx + 152], rax
    mov  [rbx + 160], rdx
    movsd [rbx + 168], xmm0
    movsd [rbx + 176], xmm1
    mov  ecx, [rbx + 216]           # x87 results
    test ecx, ecx
    jz   done
    fstp tbyte ptr [rbx + 184]
    dec  ecx
    jz   done
    fstp tbyte ptr [rbx + 200]
done:
    lea  rsp, [rbp - 8]
    pop  rbx
    pop  rbp
    ret
