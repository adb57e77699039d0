// Machine code for AAPCS64 and its variants. eng/make-machine-code.sh assembles it into MachineCode.g.cs.
// The offsets are those of RegisterBlock, Arm64Block, UpcallFrame and Arm64Frame. 'hint #34' is 'bti c'.

// void call(RegisterBlock *block): loads the registers and the stack words from the block, calls, and stores every register that can
// hold a result.
    .section .text.Call, "ax"
    hint #34
    stp  x29, x30, [sp, #-32]!
    mov  x29, sp
    str  x19, [sp, #16]
    mov  x19, x0
    ldr  x9, [x19, #24]             // stack words, rounded up to an even number
    add  x9, x9, #1
    and  x9, x9, #0xfffffffffffffffe
    sub  sp, sp, x9, lsl #3
    add  x10, x19, #400             // the words follow the block
    mov  x11, sp
1:
    cbz  x9, 2f
    ldp  x12, x13, [x10], #16
    stp  x12, x13, [x11], #16
    sub  x9, x9, #2
    b    1b
2:
    ldp  q0, q1, [x19, #272]
    ldp  q2, q3, [x19, #304]
    ldp  q4, q5, [x19, #336]
    ldp  q6, q7, [x19, #368]
    ldr  x8, [x19, #256]
    ldp  x0, x1, [x19, #192]
    ldp  x2, x3, [x19, #208]
    ldp  x4, x5, [x19, #224]
    ldp  x6, x7, [x19, #240]
    ldr  x9, [x19]
    blr  x9
    stp  x0, x1, [x19, #112]
    stp  q0, q1, [x19, #128]
    stp  q2, q3, [x19, #160]
    mov  sp, x29
    ldr  x19, [sp, #16]
    ldp  x29, x30, [sp], #32
    ret

// A thunk: x17 = the index of the callback, then on to its entry. Both are in the data, 64 KiB behind the code.
    .section .text.Thunk, "ax"
thunk:
    hint #34
    ldr  x17, thunk + 0x10000
    ldr  x16, thunk + 0x10008
    br   x16
    .balign 32

// The entry of all callbacks: stores the argument registers in a frame, calls void enter(nint index, UpcallFrame *frame), and
// loads the registers of the result. The last eight bytes are the address of enter.
    .section .text.Entry, "ax"
    hint #34
    sub  sp, sp, #320
    stp  x29, x30, [sp]
    mov  x29, sp
    stp  x0, x1, [sp, #112]
    stp  x2, x3, [sp, #128]
    stp  x4, x5, [sp, #144]
    stp  x6, x7, [sp, #160]
    str  x8, [sp, #176]
    stp  q0, q1, [sp, #192]
    stp  q2, q3, [sp, #224]
    stp  q4, q5, [sp, #256]
    stp  q6, q7, [sp, #288]
    add  x9, sp, #320               // C's stack arguments
    str  x9, [sp, #16]
    mov  x0, x17
    add  x1, sp, #16
    ldr  x16, 1f
    blr  x16
    ldp  x0, x1, [sp, #32]
    ldp  q0, q1, [sp, #48]
    ldp  q2, q3, [sp, #80]
    ldp  x29, x30, [sp]
    add  sp, sp, #320
    ret
    .balign 8
1:
    .quad 0
