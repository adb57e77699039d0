using Cffi.Modules.Errors;
using Cffi.Modules.Objects;
using Cffi.Modules.Stubs;

namespace Cffi.Modules.Building;

/// <summary>Reads what a compiled stub says, compares it with the declarations and completes them.</summary>
/// <param name="stub">What was compiled.</param>
/// <param name="target">What it must have been compiled for.</param>
/// <param name="compiler">Who compiled it, for messages.</param>
internal sealed class StubReader(Stub stub, Target target, string compiler)
{
    /// <summary>The facts of an object.</summary>
    /// <exception cref="CompilationException">The object is no such stub, or for another machine.</exception>
    public ObjectFacts Facts(string objectFile)
    {
        var file = ObjectFile.Read(File.ReadAllBytes(objectFile));
        return file.Target == target
            ? new ObjectFacts(file, stub.FactCount)
            : throw BuildErrors.OtherMachine(compiler, file.Target, target);
    }

    /// <summary>Compares and completes.</summary>
    /// <param name="objectFile">The compiled stub.</param>
    /// <param name="leftOut">The numbers of declarations that the compiler refuses.</param>
    /// <param name="completion">Where differences and completed types go.</param>
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
