namespace Cffi.Parser.Grammar;

/// <summary>Collects what becomes an array; most have one element or none.</summary>
internal struct Elements<T>
{
    private T? first;
    private List<T>? all;
    private int count;

    public void Add(T element)
    {
        if (count == 0)
        {
            first = element;
        }
        else
        {
            all ??= [first!];
            all.Add(element);
        }

        count++;
    }

    public readonly T[] ToArray() => count switch
    {
        0 => [],
        1 => [first!],
        _ => all!.ToArray(),
    };
}
