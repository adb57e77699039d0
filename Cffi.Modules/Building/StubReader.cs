using Cffi.Modules.Errors;
using Cffi.Modules.Objects;
using Cffi.Modules.Stubs;

namespace Cffi.Modules.Building;

/// <summary>Reads the facts of a compiled stub, compares them with the declarations, and completes these.</summary>
/// <param name="stub">The stub that was compiled.</param>
/// <param name="target">The target that it must be compiled for.</param>
/// <param name="compiler">The compiler that compiled it, for messages.</param>
internal sealed class StubReader(Stub stub, Target target, string compiler)
{
    /// <summary>The facts of an object.</summary>
    /// <exception cref="CompilationException">The object is not such a stub, or is for another machine.</exception>
    public ObjectFacts Facts(string objectFile)
    {
        var file = ObjectFile.Read(File.ReadAllBytes(objectFile));
        return BinaryPlatform.IsFor(file.Target, target)
            ? new ObjectFacts(file, stub.FactCount)
            : throw BuildErrors.OtherMachine(compiler, file.Target, target);
    }

    /// <summary>Compares the facts with the declarations, and completes these.</summary>
    /// <param name="objectFile">The compiled stub.</param>
    /// <param name="leftOut">The numbers of declarations that the compiler refuses.</param>
    /// <param name="completion">Gets the differences and completed types.</param>
    public void Read(string objectFile, IReadOnlySet<int> leftOut, Completion completion)
    {
        ObjectFacts facts = Facts(objectFile);
        for (int i = 0; i < stub.Checks.Count; i++)
        {
            if (!leftOut.Contains(i + 1))
            {
                Read(stub.Checks[i], facts, completion);
            }
        }
    }

    private static void Read(DeclarationCheck check, ObjectFacts facts, Completion completion)
    {
        try
        {
            check.Read(facts, completion);
        }
        catch (LayoutException reason)
        {
            completion.Report(VerificationDescriptors.NoLayout, check.Declaration, reason.Message);
        }
    }
}
