using System.Runtime.InteropServices;

namespace Cffi.Tests.Native;

/// <summary>
/// Calls a C function with given contents of registers and stack (System V x86-64), through a few instructions that gcc
/// assembles into a test library: a call that knows nothing of types.
/// </summary>
public sealed unsafe class RegisterFileCall
{
    /// <summary>C text that a library has to contain.</summary>
    public const string Text = """
        struct cffi_block { void *function; unsigned long long general[6], floating[8], words, *stack, alignment, x87; unsigned long long rax, rdx, xmm0, xmm1; unsigned char st[2][16]; };
        void cffi_call(struct cffi_block *);
        __asm__(".text\n.globl cffi_call\n.type cffi_call,@function\ncffi_call:\n"
            "push %rbp\nmov %rsp,%rbp\npush %rbx\npush %rbx\nmov %rdi,%rbx\n"
            "mov 120(%rbx),%rcx\nlea 0(,%rcx,8),%rax\nsub %rax,%rsp\nmov 136(%rbx),%rax\nneg %rax\nand %rax,%rsp\n"
            "mov 128(%rbx),%rsi\nmov %rsp,%rdi\ncld\nrep movsq\n"
            "movsd 56(%rbx),%xmm0\nmovsd 64(%rbx),%xmm1\nmovsd 72(%rbx),%xmm2\nmovsd 80(%rbx),%xmm3\n"
            "movsd 88(%rbx),%xmm4\nmovsd 96(%rbx),%xmm5\nmovsd 104(%rbx),%xmm6\nmovsd 112(%rbx),%xmm7\n"
            "mov 8(%rbx),%rdi\nmov 16(%rbx),%rsi\nmov 24(%rbx),%rdx\nmov 32(%rbx),%rcx\nmov 40(%rbx),%r8\nmov 48(%rbx),%r9\n"
            "mov 152(%rbx),%rax\ncall *(%rbx)\n"
            "mov %rax,152(%rbx)\nmov %rdx,160(%rbx)\nmovsd %xmm0,168(%rbx)\nmovsd %xmm1,176(%rbx)\n"
            "cmpq $1,144(%rbx)\njb 1f\nfstpt 184(%rbx)\nje 1f\nfstpt 200(%rbx)\n"
            "1: lea -16(%rbp),%rsp\npop %rbx\npop %rbx\npop %rbp\nret\n");

        """;

    private readonly delegate* unmanaged[Cdecl]<Block*, void> call;

    /// <summary>Takes the instructions from a loaded library that has <see cref="Text"/> in it.</summary>
    public RegisterFileCall(nint library)
    {
        call = (delegate* unmanaged[Cdecl]<Block*, void>)NativeLibrary.GetExport(library, "cffi_call");
    }

    /// <summary>Makes the call; registers of results are in the block afterwards.</summary>
    /// <remarks>The pointers in the block have to be valid during the call.</remarks>
    public void Invoke(ref Block block)
    {
        // The block is on the stack of the caller or pinned here until the call returns.
        fixed (Block* pointer = &block)
        {
            call(pointer);
        }
    }

    /// <summary>What the call loads and what it leaves; the order of <c>struct cffi_block</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Block
    {
        /// <summary>The function.</summary>
        public nint Function;

        /// <summary>rdi to r9.</summary>
        public fixed ulong General[6];

        /// <summary>The low halves of xmm0 to xmm7.</summary>
        public fixed ulong Floating[8];

        /// <summary>The number of stack words.</summary>
        public ulong Words;

        /// <summary>The stack words, the lowest address first.</summary>
        public ulong* Stack;

        /// <summary>The alignment of the stack argument area.</summary>
        public ulong Alignment;

        /// <summary>How many values to take from the x87 stack after the call.</summary>
        public ulong X87;

        /// <summary>Before the call AL, after it rax.</summary>
        public ulong Rax;

        /// <summary>rdx after the call.</summary>
        public ulong Rdx;

        /// <summary>The low half of xmm0 after the call.</summary>
        public ulong Xmm0;

        /// <summary>The low half of xmm1 after the call.</summary>
        public ulong Xmm1;

        /// <summary>The values from the x87 stack, 16 bytes each.</summary>
        public fixed byte X87Values[32];
    }
}
