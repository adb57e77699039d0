namespace Cffi.Generator.Emission;

/// <summary>The names of one C# scope; each is used once.</summary>
internal sealed class NameScope
{
    private const int FewNames = 12;
    private const string Getter = "get_";
    private const string Setter = "set_";
    private readonly List<string> few = [];
    private HashSet<string>? many;

    /// <summary>Makes a scope.</summary>
    /// <param name="reserved">Reserved names: that of the type itself, and those of its fixed members.</param>
    public NameScope(params string[] reserved)
    {
        foreach (string name in reserved)
        {
            Take(name);
        }
    }

    /// <summary>Reserves a name and returns its C# text.</summary>
    public string Add(string name)
    {
        string plain = CSharpName.Plain(name);
        while (IsReserved(plain) || !Take(plain))
        {
            plain += "_";
        }

        return CSharpName.Written(plain);
    }

    /// <summary>Reserves the name of a property and of its accessors: C# reserves the names of both accessor methods.</summary>
    public string AddProperty(string name)
    {
        string plain = CSharpName.Plain(name);
        while (IsReserved(plain) || IsTaken(plain) || IsTaken(Getter + plain) || IsTaken(Setter + plain))
        {
            plain += "_";
        }

        Take(plain);
        Take(Getter + plain);
        Take(Setter + plain);
        return CSharpName.Written(plain);
    }

    private static bool IsReserved(string plain) => CSharpName.IsObjectMember(plain) || ReservedNames.Has(plain);

    private bool IsTaken(string name) => many?.Contains(name) ?? few.Contains(name);

    // Most scopes are for parameters and have few names, for which comparisons are faster than a table.
    private bool Take(string name)
    {
        if (many is not null)
        {
            return many.Add(name);
        }

        foreach (string taken in few)
        {
            if (taken == name)
            {
                return false;
            }
        }

        if (few.Count < FewNames)
        {
            few.Add(name);
        }
        else
        {
            many = [.. few, name];
        }

        return true;
    }
}
