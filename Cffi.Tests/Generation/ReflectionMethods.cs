using System.Reflection;
using System.Text;

namespace Cffi.Tests.Generation;

/// <summary>Writes C# methods that let reflection call generated methods, because reflection has no values of ref structs.</summary>
internal static class ReflectionMethods
{
    // Types for a parameter that is a ref struct. The first that converts to it is used.
    private static readonly string[] Sources = ["CConstPointer`1", "CPointer`1", "CString", "CWideString", "IntPtr"];

    /// <summary>One method for each method of a class that has a ref struct parameter; empty if there are none.</summary>
    public static string For(Type bindings)
    {
        var text = new StringBuilder();
        foreach (MethodInfo method in bindings.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Any(static one => one.ParameterType.IsByRefLike) && parameters.All(static one => one.ParameterType is { IsByRef: false, IsClass: false }))
            {
                string declared = string.Join(", ", parameters.Select(static (one, i) => $"{Name(SourceOf(one.ParameterType))} p{i}"));
                string passed = string.Join(", ", parameters.Select(static (_, i) => $"p{i}"));
                text.Append($"internal static {Name(method.ReturnType)} {method.Name}({declared}) => Lib.{method.Name}({passed});\n");
            }
        }

        return text.ToString();
    }

    private static Type SourceOf(Type type)
    {
        if (!type.IsByRefLike)
        {
            return type;
        }

        Type[] all = [.. type.GetMember("op_Implicit").Cast<MethodInfo>().Select(static one => one.GetParameters()[0].ParameterType)];
        return Sources.Select(name => all.FirstOrDefault(one => one.Name == name)).OfType<Type>().First();
    }

    private static string Name(Type type) => type == typeof(void) ? "void"
        : type.IsGenericType ? $"global::{type.FullName![..type.FullName!.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : "global::" + type.FullName!.Replace('+', '.');
}
