namespace Cffi.Tests.Declarations;

/// <summary>Finds the name that the user probably meant.</summary>
public sealed class NearestNameTests
{
    [TestCase("cahr", "char")]
    [TestCase("sizet", "size_t")]
    [TestCase("uint32", "uint32_t")]
    [TestCase("abc", "abd")]
    [TestCase("xyzzy", null)]
    [TestCase("char", null)]
    public void Slips_of_the_finger_are_near(string name, string? expected) =>
        Assert.That(NearestName.Find(name, ["char", "size_t", "uint32_t", "abd", "a_long_name"]), Is.EqualTo(expected));

    // Computes the whole table, as in a textbook, and compares every candidate in order.
    [Test]
    public void The_nearest_is_found_among_many()
    {
        var random = new Random(20261128);
        for (int i = 0; i < 20_000; i++)
        {
            string name = Random(random);
            string[] candidates = [.. Enumerable.Range(0, 4).Select(_ => Random(random))];
            int limit = (name.Length / 3) + 1;
            int[] distances = [.. candidates.Select(candidate => Distance(name, candidate))];
            int best = distances.Where(distance => distance > 0 && distance < limit).DefaultIfEmpty(-1).Min();
            Assert.That(NearestName.Find(name, candidates), Is.EqualTo(best < 0 ? null : candidates[Array.IndexOf(distances, best)]), () => $"{name}: {string.Join(' ', candidates)}");
        }
    }

    private static string Random(Random random) => new([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => "abc"[random.Next(3)])]);

    private static int Distance(string left, string right)
    {
        int[,] table = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
