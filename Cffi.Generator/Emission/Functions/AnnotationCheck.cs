using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Reports annotations (<c>[[cffi::...]]</c>) without a meaning at their position; otherwise a misspelled one would silently have no effect.</summary>
internal static class AnnotationCheck
{
    private const string Prefix = AnnotationTable.Prefix;

    /// <summary>Checks the annotations of a declaration.</summary>
    public static void Run(Versions<Declaration> versions, EmissionContext context)
    {
        Declaration declaration = versions.First;
        var function = declaration as FunctionDeclaration;
        string[] known = [.. AnnotationTable.NamesFor(declaration)];
        string[] ofParameters = [.. AnnotationTable.NamesForParameters];
        string name = declaration.Name.Length > 0 ? $"'{declaration.Name}'" : "an unnamed type";
        foreach (CAttribute attribute in declaration.Attributes)
        {
            if (attribute.Name == EvaluationMark.Attribute.Name && context.Request.Module is not null && EvaluationMark.IsOn(declaration))
            {
                // This attribute is not from the user, but from the compiler's answers.
                continue;
            }

            CheckName(attribute, known, name, declaration, context);
        }

        for (int i = 0; i < function?.ParameterAttributes.Count; i++)
        {
            foreach (CAttribute attribute in function!.ParameterAttributes[i])
            {
                string parameter = $"parameter '{function.ParameterNames[i] ?? FormattableString.Invariant($"p{i}")}' of {name}";
                if (CheckName(attribute, ofParameters, parameter, declaration, context))
                {
                    CheckMeaning(attribute, function, i, parameter, context);
                }
            }
        }
    }

    private static bool CheckName(CAttribute attribute, string[] known, string of, Declaration declaration, EmissionContext context)
    {
        if (!attribute.Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string word = attribute.Name.Substring(Prefix.Length);
        if (Array.IndexOf(known, word) >= 0)
        {
            return true;
        }

        string suggestion = NearestName.Suggestion(word, known);
        context.Report(GenerationDescriptors.BadAnnotation, declaration, $"'{attribute.Name}' of {of} has no effect: it does not apply there", suggestion.Length > 0 ? suggestion : null);
        return false;
    }

    private static void CheckMeaning(CAttribute attribute, FunctionDeclaration function, int index, string parameter, EmissionContext context)
    {
        string? reason = null;
        string? hint = null;
        if (function.Type.Parameters[index].Unqualified is not CPointerType)
        {
            reason = "the parameter is not a pointer";
        }
        else if (attribute.Name == Prefix + "keeps" && function.Type.Parameters[index].Unqualified is not CPointerType { Item.Unqualified: CFunctionType })
        {
            reason = "the parameter is not a pointer to a function";
        }
        else if (attribute.Name == Prefix + "length" && (attribute.Arguments.Count != 1 || !function.ParameterNames.Contains(attribute.Arguments[0])))
        {
            reason = attribute.Arguments.Count == 1 ? $"'{attribute.Arguments[0]}' is not a parameter" : "it takes the name of a parameter";
            hint = attribute.Arguments.Count == 1 ? NearestName.Suggestion(attribute.Arguments[0], function.ParameterNames.OfType<string>()) : null;
        }

        if (reason is not null)
        {
            context.Report(GenerationDescriptors.BadAnnotation, function, $"'{attribute.Name}' of {parameter} has no effect: {reason}", hint is { Length: > 0 } ? hint : null);
        }
    }
}
