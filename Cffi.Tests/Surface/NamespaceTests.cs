using System.Reflection;
using System.Runtime.InteropServices;
using Cffi.Modules;
using Cffi.Parser;
using Microsoft.CodeAnalysis;

namespace Cffi.Tests.Surface;

public sealed class NamespaceTests
{
    // The types that 'using Cffi;' brings. A type that programs do not need to call C belongs to its folder's namespace.
    private static readonly string[] Main =
    [
        "BuildOptions", "CData", "CErrnoException", "CDefinitionException", "CFunction", "CLibrary", "CMemberAccessor`1", "CNull", "CVaList", "CValue", "CValueKind",
        "CallbackExceptionEventArgs", "CallbackExceptions", "CallbackOptions", "CallbackOptions`1", "CallbackPolicy", "CdefAttribute", "CdefOptions", "CffiException", "CffiUsageException",
        "CompilationException", "CompiledModule", "DlopenFlags", "Ffi", "FfiCallbacks", "ICffiException", "LibraryLoadException", "LibraryLocation", "LibraryRequest", "Target", "VerificationException",
    ];

    private static readonly Assembly[] Assemblies = [typeof(CType).Assembly, typeof(CParser).Assembly, typeof(ModuleCache).Assembly, typeof(Ffi).Assembly];

    [Test]
    public void The_main_namespace_has_what_a_program_that_calls_C_writes() =>
        Assert.That(Public.Where(static type => type.Namespace == "Cffi").Select(static type => type.Name), Is.EquivalentTo(Main));

    [Test]
    public void Every_other_public_type_is_in_a_known_namespace() => Assert.That(
        Public.Select(static type => type.Namespace).Distinct(),
        Is.EquivalentTo(["Cffi", "Cffi.Declarations", "Cffi.Diagnostics", "Cffi.Errors", "Cffi.Interop", "Cffi.Layout", "Cffi.Modules", "Cffi.Parser", "Cffi.Platforms", "Cffi.Types"]));

    [Test]
    public void No_name_is_also_one_of_InteropServices_or_Roslyn()
    {
        HashSet<string> others = [.. new[] { typeof(Marshal).Assembly, typeof(DllImportAttribute).Assembly, typeof(NativeLibrary).Assembly, typeof(Diagnostic).Assembly }
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type.Namespace is "System.Runtime.InteropServices" or "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.Text")
            .Select(static type => type.Name)];
        Assert.That(others, Does.Contain("CallingConvention").And.Contain("SourceText"));
        Assert.That(Public.Select(static type => type.Name).Where(others.Contains), Is.Empty);
    }

    private static IEnumerable<Type> Public => Assemblies.SelectMany(static assembly => assembly.GetExportedTypes()).Where(static type => !type.IsNested);
}
