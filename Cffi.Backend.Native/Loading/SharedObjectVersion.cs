using System.Globalization;

namespace Cffi.Backend.Native.Loading;

/// <summary>Orders names such as <c>libz.so.1.2.13</c> by version, numbers as numbers; a name without one comes first.</summary>
internal static class SharedObjectVersion
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string left, string right)
    {
        string[] leftParts = Parts(left);
        string[] rightParts = Parts(right);
        for (int i = 0; i < Math.Min(leftParts.Length, rightParts.Length); i++)
        {
            bool areNumbers = long.TryParse(leftParts[i], NumberStyles.None, CultureInfo.InvariantCulture, out long leftNumber)
                & long.TryParse(rightParts[i], NumberStyles.None, CultureInfo.InvariantCulture, out long rightNumber);
            int order = areNumbers ? leftNumber.CompareTo(rightNumber) : string.CompareOrdinal(leftParts[i], rightParts[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return leftParts.Length.CompareTo(rightParts.Length);
    }

    private static string[] Parts(string name)
    {
        int at = name.IndexOf(".so", StringComparison.Ordinal);
        return at < 0 ? [] : name[(at + ".so".Length)..].Split('.', StringSplitOptions.RemoveEmptyEntries);
    }
}
