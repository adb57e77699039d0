using System.Runtime.CompilerServices;

namespace Cffi.Parser.Grammar;

/// <summary>Collects the elements of an array. Most arrays have few elements, and nothing else is allocated for them.</summary>
internal struct Elements<T>
    where T : class
{
    private T? first;
    private T? second;
    private T? third;
    private T? fourth;
    private T? fifth;
    private T[]? all;
    private int count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T element)
    {
        switch (count)
        {
            case 0:
                first = element;
                break;
            case 1:
                second = element;
                break;
            case 2:
                third = element;
                break;
            case 3:
                fourth = element;
                break;
            case 4:
                fifth = element;
                break;
            default:
                if (all is null)
                {
                    all = [first!, second!, third!, fourth!, fifth!, null!, null!, null!, null!, null!, null!, null!];
                }
                else if (count == all.Length)
                {
                    var more = new T[count * 2];
                    Array.Copy(all, more, count);
                    all = more;
                }

                all[count] = element;
                break;
        }

        count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T[] ToArray()
    {
        switch (count)
        {
            case 0:
                return [];
            case 1:
                return [first!];
            case 2:
                return [first!, second!];
            case 3:
                return [first!, second!, third!];
            case 4:
                return [first!, second!, third!, fourth!];
            case 5:
                return [first!, second!, third!, fourth!, fifth!];
            default:
                var exact = new T[count];
                Array.Copy(all!, exact, count);
                return exact;
        }
    }
}
