namespace Cffi.Types;

/// <summary>How a function is called. All but <see cref="Default"/> matter on some targets only.</summary>
public enum CCallingConvention
{
    /// <summary>The target's convention for C (<c>__cdecl</c>).</summary>
    Default,

    /// <summary><c>__stdcall</c>: different from the default on 32-bit x86 only.</summary>
    StdCall,

    /// <summary><c>__fastcall</c>: different from the default on 32-bit x86 only.</summary>
    FastCall,

    /// <summary><c>__thiscall</c>: different from the default on 32-bit x86 only.</summary>
    ThisCall,

    /// <summary><c>__vectorcall</c>: different from the default on Windows.</summary>
    VectorCall,
}
