using System.Reflection;
using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Lanes;

/// <summary>The runs select tests by category and name. Each category and name that a run selects exists, and some run selects each test.</summary>
public sealed class CategoryTests
{
    private static readonly Type[] Types = typeof(CategoryTests).Assembly.GetTypes();

    // If the filter also selects other tests, the runner leaves an explicit test out and counts it as skipped.
    [Test]
    public void No_test_is_explicit() => Assert.That(
        Types.SelectMany(static type => (MemberInfo[])[type, .. type.GetMethods()])
            .Where(static member => member.GetCustomAttribute<ExplicitAttribute>(inherit: true) is not null)
            .Select(static member => $"{member.DeclaringType?.Name}.{member.Name}"),
        Is.Empty);

    [Test]
    public void No_test_is_switched_off() => Assert.That(
        Types.SelectMany(static type => (MemberInfo[])[type, .. type.GetMethods()])
            .Where(static member => member.GetCustomAttribute<IgnoreAttribute>(inherit: true) is not null)
            .Select(static member => $"{member.DeclaringType?.Name}.{member.Name}"),
        Is.Empty);

    [Test]
    public void Every_name_and_category_in_the_filters_of_the_script_exists()
    {
        string script = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "test.sh"));
        string[] names = [.. Regex.Matches(script, "FullyQualifiedName!?~([A-Za-z.]+)").Select(static match => match.Groups[1].Value).Where(static name => name != "Layout").Distinct()];
        string[] categories = [.. Regex.Matches(script, "TestCategory!?=([A-Za-z]+)").Select(static match => match.Groups[1].Value).Distinct()];
        Assert.That(names, Has.Length.GreaterThan(5));
        Assert.That(categories, Has.Length.GreaterThan(1));
        string[] known = [.. Types.SelectMany(static type => (MemberInfo[])[type, .. type.GetMethods()])
            .SelectMany(static member => member.GetCustomAttributes<CategoryAttribute>(inherit: true)).Select(static attribute => attribute.Name).Distinct()];
        string[] tests = [.. Types.SelectMany(static type => type.GetMethods().Where(static method => method.IsDefined(typeof(NUnitAttribute), inherit: true))
            .Select(method => $"{type.FullName}.{method.Name}"))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(names.Where(name => !tests.Any(test => test.Contains(name, StringComparison.Ordinal))), Is.Empty, "names that select no test");
            Assert.That(categories.Except(known), Is.Empty, "categories that no test has");
        }
    }
}
