using System.Reflection;
using Cffi.Parser.Diagnostics;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class DescriptorTests
{
    [Test]
    public void Every_descriptor_is_in_the_table_once()
    {
        IEnumerable<CDiagnosticDescriptor> fields = typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<CDiagnosticDescriptor>();
        Assert.That(Descriptors.All, Is.EquivalentTo(fields));
        Assert.That(Descriptors.All.Select(d => d.Id), Is.Unique);
    }
}
