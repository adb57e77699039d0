using System.Text;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Parsing;

/// <summary>Random macros that refer to each other, and their uses, with every construct of C11 6.10.3.</summary>
internal sealed class RandomMacros(SplitMix64 random)
{
    private static readonly string[] Plain = ["a", "b", "1", "2", "+", "-", ",", "\"s\"", "'c'", ".", "<", "ab"];
    private readonly Dictionary<string, int> parameterCounts = [];

    /// <summary>The names that are macros in some of the texts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["A", "B", "C", "D", "E", "F", "AB", "a1"];

    /// <summary>The next text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        int count = random.Between(1, 5);
        for (int i = 0; i < count; i++)
        {
            string name = random.Pick(Names);
            if (parameterCounts.ContainsKey(name))
            {
                continue;
            }

            int parameters = random.Chance(35) ? -1 : random.Below(4);
            bool isVariadic = parameters >= 0 && random.Chance(30);
            parameterCounts[name] = parameters + (isVariadic ? 1 : 0);
            text.Append("#define ").Append(name);
            string[] names = [.. new[] { "x", "y", "z" }.Take(Math.Max(parameters, 0)), .. isVariadic ? new[] { "__VA_ARGS__" } : []];
            if (parameters >= 0)
            {
                text.Append('(').AppendJoin(", ", names.Select(static parameter => parameter == "__VA_ARGS__" ? "..." : parameter)).Append(')');
            }

            text.Append(' ');
            Body(text, names, parameters >= 0, isVariadic, random.Below(8), 0);
            text.Append('\n');
        }

        int uses = random.Between(1, 4);
        for (int i = 0; i < uses; i++)
        {
            Use(text, 0);
            text.Append(random.Chance(20) ? "\n" : " ");
        }

        return text.Append(";\n").ToString();
    }

    private void Body(StringBuilder text, string[] parameters, bool isFunction, bool isVariadic, int length, int depth)
    {
        for (int i = 0; i < length; i++)
        {
            int kind = random.Below(20);
            if (kind < 7 && parameters.Length > 0)
            {
                text.Append(isFunction && random.Chance(20) ? "#" : "").Append(random.Pick(parameters));
            }
            else if (kind < 9)
            {
                text.Append(random.Pick(Names));
            }
            else if (kind < 11)
            {
                Call(text, () => random.Chance(50) && parameters.Length > 0 ? random.Pick(parameters) : random.Pick(Plain));
            }
            else if (kind == 11 && isVariadic && depth == 0)
            {
                text.Append("__VA_OPT__(");
                Body(text, parameters, isFunction, isVariadic, random.Below(4), 1);
                text.Append(')');
            }
            else if (kind == 12 && isVariadic)
            {
                text.Append(", ## __VA_ARGS__");
            }
            else
            {
                text.Append(random.Pick(Plain));
            }

            text.Append(i + 1 < length && random.Chance(25) ? " ## " : random.Chance(70) ? " " : "");
            if (text[^1] is not ' ')
            {
                text.Append(' ');
            }
        }
    }

    private void Call(StringBuilder text, Func<string> argument)
    {
        string name = random.Pick(Names);
        int count = Math.Max(0, parameterCounts.GetValueOrDefault(name, random.Below(3)) + (random.Chance(10) ? random.Below(3) - 1 : 0));
        text.Append(name).Append(random.Chance(20) ? " (" : "(");
        for (int i = 0; i < count; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(random.Chance(15) ? "" : argument());
        }

        text.Append(')');
    }

    private void Use(StringBuilder text, int depth)
    {
        if (depth < 3 && random.Chance(60))
        {
            Call(text, () =>
            {
                var inner = new StringBuilder();
                for (int i = random.Below(3); i >= 0; i--)
                {
                    Use(inner, depth + 1);
                    inner.Append(' ');
                }

                return inner.ToString().TrimEnd();
            });
        }
        else
        {
            string token = random.Chance(50) ? random.Pick(Names) : random.Pick(Plain);
            text.Append(token == "," && depth > 0 ? "(a, b)" : token);
        }
    }
}
