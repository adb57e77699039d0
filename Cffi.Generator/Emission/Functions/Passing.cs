using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>How one target passes the arguments and the result of a function.</summary>
/// <param name="Type">The function's type there.</param>
/// <param name="Result">The form of the result; null for <c>void</c>.</param>
/// <param name="Parameters">The forms of the parameters.</param>
internal sealed record Passing(CFunctionType Type, Form? Result, IReadOnlyList<Form> Parameters)
{
    /// <summary>What C# code sees, for comparing targets.</summary>
    public string PublicSignature => $"{Result?.Public}({string.Join(",", Parameters.Select(static form => form.Public))})";

    /// <summary>The calling convention as function pointers of C# name it.</summary>
    public string Convention => Type.Convention switch
    {
        CallingConvention.StdCall => "Stdcall",
        CallingConvention.FastCall => "Fastcall",
        CallingConvention.ThisCall => "Thiscall",
        _ => "Cdecl",
    };

    /// <summary>What the function pointer has, for comparing targets.</summary>
    public string AbiSignature => $"{PublicSignature} {PointerType(isLeaf: false)}";

    /// <summary>Whether the .NET runtime cannot make the call.</summary>
    public bool IsHard => Type.IsVariadic || Type.Convention == CallingConvention.VectorCall || Result is { IsHard: true } || Parameters.Any(static form => form.IsHard);

    /// <summary>How a target passes a function's values; null, with the reason, where C# has no form for one.</summary>
    public static Passing? Of(CFunctionType type, Target target, FormTable forms, out string reason)
    {
        reason = "";
        Form? result = null;
        if (type.Result.Unqualified is not CVoidType)
        {
            result = forms.Of(type.Result, target);
            if (result is null)
            {
                reason = $"'{type.Result.CName}' cannot be returned by value";
                return null;
            }
        }

        var parameters = new Form[type.Parameters.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (type.Parameters[i].Unqualified is CVaListType)
            {
                reason = "no .NET code can make a va_list";
                return null;
            }

            if (forms.Of(type.Parameters[i], target) is not { } form)
            {
                reason = $"'{type.Parameters[i].CName}' cannot be passed by value";
                return null;
            }

            parameters[i] = form;
        }

        return new Passing(type, result, parameters);
    }

    /// <summary>An expression that runs a C# method for the arguments that the run time has received, named <c>arguments</c>.</summary>
    /// <param name="method">The method, or the delegate.</param>
    public string RunBody(string method)
    {
        string values = string.Join(", ", Parameters.Select(static (form, i) => form.Public == FormTable.AnyValue
            ? FormattableString.Invariant($"arguments.Any({i})")
            : form.FromField(FormattableString.Invariant($"arguments.Value<{form.Field}>({i})"))));
        string call = $"{method}({values})";
        return Result is not { } result ? call
            : result.Public == FormTable.AnyValue ? $"arguments.ReturnAny({call})"
            : $"arguments.Return<{result.Field}>({result.ToField(call)})";
    }

    /// <summary>The type of a function pointer that makes the call.</summary>
    /// <param name="isLeaf">Whether the call takes so little time that the collector can wait for it.</param>
    public string PointerType(bool isLeaf)
    {
        IEnumerable<string> types = Parameters.Select(static form => form.Abi).Append(Result?.Abi ?? "void");
        return $"delegate* unmanaged[{Convention}{(isLeaf ? ", SuppressGCTransition" : "")}]<{string.Join(", ", types)}>";
    }
}
