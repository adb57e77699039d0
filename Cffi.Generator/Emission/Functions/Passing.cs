using System.Text;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The way in which one target passes the arguments and the result of a function.</summary>
/// <param name="Type">The function's type there.</param>
/// <param name="Result">The form of the result; null for <c>void</c>.</param>
/// <param name="Parameters">The forms of the parameters.</param>
internal sealed record Passing(CFunctionType Type, Form? Result, Form[] Parameters)
{
    /// <summary>The calling convention, with its name in C# function pointers.</summary>
    public string Convention => Type.Convention switch
    {
        CCallingConvention.StdCall => "Stdcall",
        CCallingConvention.FastCall => "Fastcall",
        CCallingConvention.ThisCall => "Thiscall",
        _ => "Cdecl",
    };

    /// <summary>Whether the .NET runtime cannot make the call.</summary>
    public bool IsHard { get; } = Type.IsVariadic || Type.Convention == CCallingConvention.VectorCall || Result is { IsHard: true } || HasHard(Parameters);

    /// <summary>Whether C# code sees the same types.</summary>
    public bool HasSamePublic(Passing other) => Has(other, static (one, another) => one.Public == another.Public);

    /// <summary>Whether C# code sees the same types, and the function pointer has the same types.</summary>
    public bool HasSameSignature(Passing other) =>
        Convention == other.Convention && Has(other, static (one, another) => one.Public == another.Public && one.Abi == another.Abi);

    /// <summary>Whether the same C# code makes the call.</summary>
    public bool IsLike(Passing other) =>
        Type.Convention == other.Type.Convention && Type.IsVariadic == other.Type.IsVariadic && Has(other, static (one, another) => one.IsLike(another));

    /// <summary>Whether some targets pass the values of a function alike, as far as it matters to C# code.</summary>
    public static bool IsAlike(CFunctionType type, TargetSet targets, FormTable forms)
    {
        if (type.Result.Unqualified is { } result and not CVoidType && !forms.AreAlike(result, targets))
        {
            return false;
        }

        foreach (CType parameter in type.Parameters)
        {
            if (parameter.Unqualified is { } unqualified && (unqualified is CVaListType || !forms.AreAlike(unqualified, targets)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The way in which a target passes a function's values; null, with the reason, if C# has no form for one of them.</summary>
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
                reason = "bindings have no type for a va_list";
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
        return Result is null ? call : Answer(call);
    }

    /// <summary>An expression that sets the result of what the run time has received as <c>arguments</c>.</summary>
    /// <param name="value">The result; there is one.</param>
    public string Answer(string value) => Result!.Public == FormTable.AnyValue ? $"arguments.ReturnAny({value})" : $"arguments.Return<{Result.Field}>({Result.ToField(value)})";

    /// <summary>Writes the type of a function pointer that makes the call.</summary>
    /// <param name="text">Gets it.</param>
    /// <param name="isLeaf">Whether the call is so short that the garbage collector can wait for it.</param>
    public void AppendPointerType(StringBuilder text, bool isLeaf)
    {
        text.Append("delegate* unmanaged[").Append(Convention).Append(isLeaf ? ", SuppressGCTransition]<" : "]<");
        foreach (Form form in Parameters)
        {
            text.Append(form.Abi).Append(", ");
        }

        text.Append(Result?.Abi ?? "void").Append('>');
    }

    /// <summary>Writes parameters named <c>p0</c>, <c>p1</c> and so on.</summary>
    /// <param name="writer">Gets them.</param>
    /// <param name="type">The type of each form to use.</param>
    public void AppendParameters(CSharpWriter writer, Func<Form, string> type)
    {
        for (int i = 0; i < Parameters.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(type(Parameters[i])).Append(" p").Append(i);
        }
    }

    private static bool HasHard(Form[] forms)
    {
        foreach (Form form in forms)
        {
            if (form.IsHard)
            {
                return true;
            }
        }

        return false;
    }

    private bool Has(Passing other, Func<Form, Form, bool> same)
    {
        if (Result is null != other.Result is null || (Result is not null && !same(Result, other.Result!)) || Parameters.Length != other.Parameters.Length)
        {
            return false;
        }

        for (int i = 0; i < Parameters.Length; i++)
        {
            if (!same(Parameters[i], other.Parameters[i]))
            {
                return false;
            }
        }

        return true;
    }
}
