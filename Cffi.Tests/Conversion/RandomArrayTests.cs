using System.Globalization;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Conversion;

/// <summary>.NET arrays of every element type for C pointers of every kind: the array has what C wrote, or the call is refused.</summary>
public sealed class RandomArrayTests
{
    // A variadic parameter has no C type. Arrays of these element types are passed in place; others are refused.
    private static readonly Dictionary<Type, string> Natural = new()
    {
        [typeof(sbyte)] = "signed_char", [typeof(byte)] = "unsigned_char", [typeof(short)] = "short", [typeof(ushort)] = "unsigned_short",
        [typeof(int)] = "int", [typeof(uint)] = "unsigned", [typeof(long)] = "int64_t", [typeof(ulong)] = "unsigned_long_long",
        [typeof(float)] = "float", [typeof(double)] = "double",
    };

    [TestCase(false)]
    [TestCase(true)]
    public void An_array_shows_what_C_wrote_and_C_sees_what_is_in_it_or_the_call_is_refused(bool isModule)
    {
        CLibrary library = isModule ? ArrayFixture.Module : ArrayFixture.Lib;
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_ARRAYS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_ARRAYS_COUNT", 6000);
        var failures = new List<string>();
        int passed = 0, refused = 0;
        for (int index = first; index < first + count; index++)
        {
            // The pairs come in order; everything else is random.
            Type element = ArrayElements.All[index % ArrayElements.All.Count];
            ArrayKind kind = ArrayKind.All[index / ArrayElements.All.Count % ArrayKind.All.Count];
            SplitMix64 random = SplitMix64.ForCase(seed, index);
            bool isConst = random.Chance(50);
            Array array = ArrayElements.Of(element, random.Between(1, 8), random);
            string? wrong = Check(library, kind, array, isConst, random, out bool isRefused);
            _ = isRefused ? refused++ : passed++;
            if (wrong is not null)
            {
                failures.Add($"{element.Name}[] for '{(isConst ? kind.Type + " const" : kind.Type)} *': {wrong}\n    replay: CFFI_SEED={seed} CFFI_ARRAYS_FIRST={index} CFFI_ARRAYS_COUNT=1");
            }
        }

        TestContext.Out.WriteLine($"CFFI_ARRAYS: seed {seed}, {count} calls, {passed} passed, {refused} refused, {failures.Count} wrong");
        Assert.That(failures, Is.Empty, string.Join("\n", failures.Take(10)));
        Assert.That(passed, Is.GreaterThan(count / 20), "too many arrays are refused");
    }

    private static string? Check(CLibrary library, ArrayKind kind, Array array, bool isConst, SplitMix64 random, out bool isRefused)
    {
        var before = (Array)array.Clone();
        CFunction function = library[(isConst ? "read_" : "write_") + kind.Name];
        library.GetVariable("arrays_are_text").Assign(array is string[] ? 1 : 0);
        bool byPointer = random.Chance(30);
        CValue[] arguments = isConst ? [array, array.Length] : [array, array.Length, random.Next()];
        try
        {
            isRefused = false;
            _ = byPointer ? library.Ffi.Cast(function.Type.CName.Replace("(", "(*)(", StringComparison.Ordinal), function.Address).Invoke(arguments) : function.Invoke(arguments);
        }
        catch (CffiUsageException error)
        {
            isRefused = true;
            return !before.Cast<object?>().SequenceEqual(array.Cast<object?>()) ? "refused, and yet the array has changed"
                : !error.Message.StartsWith(error.Id, StringComparison.Ordinal) ? $"no id: {error.Message}"
                : null;
        }

        return ArrayFixture.Difference(kind, array, library);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_array_as_a_variadic_argument_shows_what_C_wrote_or_the_call_is_refused(bool isModule)
    {
        CLibrary library = isModule ? ArrayFixture.Module : ArrayFixture.Lib;
        library.GetVariable("arrays_are_text").Assign(0);
        for (int index = 0; index < 20 * ArrayElements.All.Count; index++)
        {
            Type element = ArrayElements.All[index % ArrayElements.All.Count];
            SplitMix64 random = SplitMix64.ForCase(FuzzSettings.Seed, index);
            Array array = ArrayElements.Of(element, random.Between(1, 8), random);
            ArrayKind kind = Natural.TryGetValue(element, out string? name) ? ArrayKind.All.First(one => one.Name == name) : random.Pick(ArrayKind.All);
            void Call() => library.Call("vary_" + kind.Name, array.Length, random.Next(), array);
            if (name is null)
            {
                Assert.That(Call, Throws.InstanceOf<CffiTypeException>().With.Message.Contains("variadic argument; allocate it with New"), element.Name);
            }
            else
            {
                Call();
                Assert.That(ArrayFixture.Difference(kind, array, library), Is.Null, $"{element.Name}[], case {index}, seed {FuzzSettings.Seed}");
            }
        }
    }

    [Test]
    public void Through_a_void_pointer_numbers_are_their_bytes()
    {
        foreach (Type element in ArrayElements.All)
        {
            Array array = ArrayElements.Of(element, 3, new SplitMix64(7));
            string before = string.Join(' ', array.Cast<object>().Select(static one => Convert.ToString(one, CultureInfo.InvariantCulture)));
            try
            {
                RealLibraries.StandardLibrary.C.Call("memset", array, 0, 1);
            }
            catch (CffiTypeException error)
            {
                Assert.That(element.IsPrimitive || element.IsEnum, Is.False, error.Message);
                continue;
            }

            Assert.That(before == string.Join(' ', array.Cast<object>().Select(static one => Convert.ToString(one, CultureInfo.InvariantCulture))), Is.EqualTo(IsLowByteZero(element)), element.Name);
        }
    }

    private static bool IsLowByteZero(Type element)
    {
        object value = ArrayElements.Of(element, 3, new SplitMix64(7)).GetValue(0)!;
        return value is float single ? (BitConverter.SingleToInt32Bits(single) & 255) == 0
            : value is double number ? (BitConverter.DoubleToInt64Bits(number) & 255) == 0
            : ArrayElements.Number(value) is { } integer && (integer & 255).IsZero;
    }
}
