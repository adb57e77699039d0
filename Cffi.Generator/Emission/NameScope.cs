namespace Cffi.Generator.Emission;

/// <summary>The names of one C# scope: each is given once.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> taken = [];

    /// <summary>Makes a scope.</summary>
    /// <param name="reserved">Names that nothing in it can have: that of the type itself, and those of its members that are always there.</param>
    public NameScope(params string[] reserved) => taken.UnionWith(reserved);

    /// <summary>Gives a name, as it is written in C#.</summary>
    public string Add(string name)
    {
        string plain = CSharpName.Plain(name);
        while (CSharpName.IsObjectMember(plain) || !taken.Add(plain))
        {
            plain += "_";
        }

        return CSharpName.Written(plain);
    }
}
