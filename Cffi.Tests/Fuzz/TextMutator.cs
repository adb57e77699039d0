using System.Text;
using System.Text.RegularExpressions;

namespace Cffi.Tests.Fuzz;

/// <summary>Changes texts at random: removes, doubles, swaps and replaces tokens, takes tokens from other texts, replaces characters.</summary>
internal sealed partial class TextMutator
{
    private readonly List<string[]> seeds;
    private readonly string[] words;

    public TextMutator(IEnumerable<string> texts)
    {
        seeds = [.. texts.Select(text => Tokens().Matches(text).Select(match => match.Value).ToArray())];
        words = [.. seeds.SelectMany(tokens => tokens).Distinct()];
    }

    public string Next(SplitMix64 random)
    {
        List<string> tokens = [.. random.Pick(seeds)];
        for (int n = random.Between(1, 6); n > 0 && tokens.Count > 1; n--)
        {
            int at = random.Below(tokens.Count);
            switch (random.Below(7))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    int other = random.Below(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens[at] = random.Pick(words);
                    break;
                case 4:
                    tokens.Insert(at, random.Pick(words));
                    break;
                case 5:
                    string[] source = random.Pick(seeds);
                    int start = random.Below(source.Length);
                    tokens.InsertRange(at, source.Skip(start).Take(random.Between(1, 30)));
                    break;
                default:
                    tokens.RemoveRange(at, Math.Min(tokens.Count - at, random.Between(1, 20)));
                    break;
            }
        }

        var text = new StringBuilder(string.Concat(tokens));
        for (int n = random.Chance(30) ? random.Between(1, 4) : 0; n > 0 && text.Length > 0; n--)
        {
            text[random.Below(text.Length)] = random.Chance(50) ? (char)random.Below(256) : (char)random.Below(0x10000);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\w+|\s+|""[^""\n]*""|[^\w\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
