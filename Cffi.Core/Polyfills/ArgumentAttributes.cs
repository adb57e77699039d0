#if !NET
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the compiler pass the text of an argument; .NET Standard 2.0 does not have this attribute.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        /// <summary>The parameter whose argument's text is passed.</summary>
        public string ParameterName { get; } = parameterName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Tells the compiler that an argument is not null when the method returns; .NET Standard 2.0 does not have this attribute.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullAttribute : Attribute;
}
#endif
