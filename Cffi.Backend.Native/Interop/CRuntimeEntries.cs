using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>Entries whose arguments the run time receives, since the .NET runtime would take them from other registers than C's.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <typeparam name="TResult">What they return.</typeparam>
/// <remarks>For generated code; any thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CRuntimeEntries<TBody, TResult> : CEntries<TBody, TResult>
    where TBody : Delegate
{
    private readonly Func<BoundLibrary> library;
    private readonly string typeName;
    private readonly int parameterCount;
    private readonly Action<TBody, CRuntimeArguments> run;
    private readonly Action<TResult, CRuntimeArguments>? answer;

    /// <summary>Makes an empty set of entries.</summary>
    /// <param name="library">Finds the library whose declarations have the type.</param>
    /// <param name="typeName">The type of the function pointer, as C spells it.</param>
    /// <param name="parameterCount">The number of its parameters.</param>
    /// <param name="run">Runs a method.</param>
    /// <param name="answer">Sets the result; null where C gets none.</param>
    public CRuntimeEntries(Func<BoundLibrary> library, string typeName, int parameterCount, Action<TBody, CRuntimeArguments> run, Action<TResult, CRuntimeArguments>? answer = null)
    {
        this.library = library;
        this.typeName = typeName;
        this.parameterCount = parameterCount;
        this.run = run;
        this.answer = answer;
    }

    private protected override CEntry Take(TBody body, CallbackOptions<TResult>? options) =>
        library().Start(typeName, parameterCount, arguments => Run(body, options?.OnError, arguments), options is null || answer is null ? null : arguments => answer(options.ErrorValue, arguments));

    private void Run(TBody body, Func<Exception, TResult>? handler, CRuntimeArguments arguments)
    {
        try
        {
            run(body, arguments);
        }
        catch (Exception exception) when (handler is not null)
        {
            Handle(handler, exception, arguments);
        }
    }

    private void Handle(Func<Exception, TResult> handler, Exception exception, CRuntimeArguments arguments)
    {
        try
        {
            TResult result = handler(exception);
            answer?.Invoke(result, arguments);
        }
        catch (Exception second)
        {
            throw CallbackFailures.Both(exception, second);
        }
    }
}
