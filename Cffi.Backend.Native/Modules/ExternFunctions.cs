using System.Runtime.InteropServices;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Backend.Native.Modules;

/// <summary>The bodies of an <see cref="Ffi"/>'s <c>extern "C#"</c> functions, and the modules that call them. Any thread.</summary>
internal sealed class ExternFunctions
{
    // One entry point for the life of the process: C may call the functions of a module at any time.
    private static readonly Lazy<CallbackOwner> Reporter = new(MakeReporter);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (CData Callback, bool UsesBlock)> bodies = [];
    private readonly List<WeakReference<ModuleSymbols>> modules = [];

    /// <summary>Sets the body of a function, and replaces an earlier one.</summary>
    /// <param name="name">The function.</param>
    /// <param name="callback">Its entry point.</param>
    /// <param name="usesBlock">Whether the entry point takes a block of addresses.</param>
    public void Define(string name, CData callback, bool usesBlock)
    {
        lock (gate)
        {
            bodies[name] = (callback, usesBlock);
            modules.RemoveAll(static module => !module.TryGetTarget(out _));
            foreach (WeakReference<ModuleSymbols> module in modules)
            {
                if (module.TryGetTarget(out ModuleSymbols? symbols))
                {
                    symbols.Implement(name, callback.Address, usesBlock);
                }
            }
        }
    }

    /// <summary>Connects the functions of a module with their bodies, including bodies that are set later.</summary>
    public void Connect(ModuleSymbols symbols)
    {
        if (!symbols.HasExterns)
        {
            return;
        }

        lock (gate)
        {
            symbols.ReportTo(Reporter.Value.Address);
            foreach ((string name, (CData callback, bool usesBlock)) in bodies)
            {
                symbols.Implement(name, callback.Address, usesBlock);
            }

            modules.Add(new WeakReference<ModuleSymbols>(symbols));
        }
    }

    private static CallbackOwner MakeReporter()
    {
        var signature = CallbackSignature.Of(CFunctionType.Of(CVoidType.Instance, [CPrimitiveType.Of(CPrimitiveKind.Char).PointerTo()]));
        return signature.Entries.Rent(new ActionBody<nint>(signature, static name => throw CallbackErrors.NotImplemented(Marshal.PtrToStringUTF8(name)!)));
    }
}
